package org.datawarp.bench.accuracy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.schemas.period.PeriodParser;

/** The words of a heading that carry its meaning: without case, plurals, order and small words. */
final class Meaning {

    private static final Pattern WORD = Pattern.compile("\\p{L}+|\\d+");
    private static final Set<String> SMALL = Set.of("of", "the", "in", "for", "by", "to", "and", "a", "an", "with");
    private static final Map<String, String> SAME = Map.of(
            "percent", "pct",
            "percentage", "pct",
            "proportion", "pct",
            "organisation", "org",
            "organization", "org",
            "no", "number",
            "hr", "hour",
            "hrs", "hour");

    private Meaning() {}

    /** The words of a text; a text that is a period gets one more word. */
    static Set<String> of(String text) {
        Set<String> words = new HashSet<>();
        PeriodParser.parse(text.replace('_', '-')).ifPresent(period -> words.add("period " + period.label()));
        String plain = text.toLowerCase(Locale.ROOT).replace("a&e", "ae").replace("%", " pct ");
        Matcher word = WORD.matcher(plain);
        while (word.find()) {
            String stem = stem(word.group());
            if (!SMALL.contains(stem)) {
                words.add(stem);
            }
        }
        return words;
    }

    /** The required words of each alternative; an alternative that is a period requires nothing else. */
    static List<Set<String>> alternatives(String text) {
        List<Set<String>> all = new ArrayList<>();
        for (String alternative : text.split("\\|", -1)) {
            all.add(PeriodParser.parse(alternative.strip())
                    .map(period -> Set.of("period " + period.label()))
                    .orElseGet(() -> of(alternative)));
        }
        return all;
    }

    private static String stem(String word) {
        String same = SAME.getOrDefault(word, word);
        if (Character.isDigit(same.charAt(0))) {
            String number = same.replaceFirst("^0+(?=\\d)", "");
            return number;
        }
        boolean plural = same.length() > 3 && same.endsWith("s") && !same.endsWith("ss");
        return plural ? same.substring(0, same.length() - 1) : same;
    }
}
