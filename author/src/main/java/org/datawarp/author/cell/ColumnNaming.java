package org.datawarp.author.cell;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodParser;

/** Makes column names from headings: lower case, words joined by underscores, unique in the table. */
public final class ColumnNaming {

    /** PostgreSQL cuts names at 63 bytes. Two digits may follow, and the suffix of the column's marks. */
    private static final int LONGEST = 53;

    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ACRONYM = Pattern.compile("\\b([A-Za-z])&([A-Za-z])\\b");
    private static final Pattern POSSESSIVE = Pattern.compile("['\u2019]");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private final Set<String> taken = new HashSet<>();

    /** @param levels of the heading that distinguish its column; empty for a column without a heading */
    public String name(List<String> levels, int position) {
        List<String> words = new ArrayList<>();
        boolean period = levels.stream().anyMatch(level -> period(level).isPresent());
        for (String level : levels) {
            String word = period(level).map(Period::label).orElseGet(() -> plain(level));
            boolean counter = period
                    && level.chars().allMatch(Character::isDigit)
                    && period(level).isEmpty();
            boolean said = words.stream().anyMatch(before -> (word + "_").startsWith(before + "_"));
            if (!word.isEmpty() && !counter) {
                if (said) {
                    words.remove(words.size() - 1);
                }
                words.add(word);
            }
        }
        String name = fit(words);
        if (name.isEmpty()) {
            name = "column_" + position;
        } else if (!period && !Character.isLetter(name.charAt(0))) {
            name = "n_" + name;
        }
        return unique(name);
    }

    private String unique(String name) {
        String unique = name;
        for (int number = 2; !taken.add(unique); number++) {
            unique = name + "_" + number;
        }
        return unique;
    }

    /** The period of a heading that is only a period. */
    public static Optional<Period> period(String level) {
        boolean digit = level.chars().anyMatch(Character::isDigit);
        return digit && level.length() >= 4 ? PeriodParser.parse(level) : Optional.empty();
    }

    /** Shortens a long name: the beginning of the group and the end of the rest say most. */
    private static String fit(List<String> words) {
        String name = String.join("_", words);
        if (name.length() <= LONGEST) {
            return name;
        }
        String leaf = words.get(words.size() - 1);
        if (words.size() == 1 || leaf.length() > LONGEST - 15) {
            return cut(leaf, LONGEST);
        }
        String group = String.join("_", words.subList(0, words.size() - 1));
        return cut(group, LONGEST - leaf.length() - 1) + "_" + leaf;
    }

    private static String cut(String words, int longest) {
        if (words.length() <= longest) {
            return words;
        }
        int end = words.lastIndexOf('_', longest);
        return words.substring(0, end > 0 ? end : longest);
    }

    private static String plain(String heading) {
        String text = ACRONYM.matcher(heading).replaceAll("$1$2");
        text = POSSESSIVE.matcher(text).replaceAll("");
        text = text.replace("%", " pct ")
                .replace("\u00A3", " gbp ")
                .replace("<", " under ")
                .replace(">", " over ")
                .replace("+", " plus ");
        text = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String joined = NO_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("_");
        return joined.replaceAll("^_+|_+$", "");
    }
}
