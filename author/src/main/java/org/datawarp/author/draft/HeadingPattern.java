package org.datawarp.author.draft;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the regular expression of headings that are periods, so that those of later releases match it too. */
final class HeadingPattern {

    private static final Pattern PART = Pattern.compile("\\d+|\\p{L}+|\\s+|.");

    private HeadingPattern() {}

    /**
     * The pattern of wide headings.
     *
     * @param columns of one group, which all have the same words beside the period
     */
    static String of(Collection<SeenColumn> columns) {
        Set<String> plain = new LinkedHashSet<>();
        Set<String> before = new LinkedHashSet<>();
        Set<String> values = new LinkedHashSet<>();
        Set<String> after = new LinkedHashSet<>();
        boolean grouped = false;
        for (SeenColumn column : columns) {
            int level = column.periodLevel();
            List<String> levels = column.levels();
            plain.add(general(levels.get(level)));
            before.add(path(levels.subList(0, level), "", " / "));
            values.add(general(levels.get(level)));
            after.add(path(levels.subList(level + 1, levels.size()), " / ", ""));
            grouped |= level + 1 < levels.size()
                    || levels.subList(0, level).stream()
                            .anyMatch(text -> !PeriodWords.beside(text).isEmpty());
        }
        return grouped ? either(before) + "(?<value>" + bare(values) + ")" + either(after) : bare(plain);
    }

    private static String path(List<String> levels, String lead, String trail) {
        return levels.stream().map(level -> lead + general(level) + trail).collect(Collectors.joining());
    }

    private static String either(Set<String> all) {
        return all.size() == 1 ? all.iterator().next() : "(?:" + String.join("|", all) + ")";
    }

    private static String bare(Set<String> all) {
        return String.join("|", all);
    }

    /** Any month for a month, any digits for digits. */
    private static String general(String text) {
        StringBuilder pattern = new StringBuilder();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            String found = part.group();
            if (Character.isDigit(found.charAt(0))) {
                pattern.append("\\d+");
            } else if (PeriodWords.isMonth(found)) {
                pattern.append("\\p{L}+");
            } else if (Character.isLetter(found.charAt(0))) {
                pattern.append(found);
            } else {
                pattern.append(found.isBlank() ? " " : escaped(found));
            }
        }
        return pattern.toString();
    }

    private static String escaped(String sign) {
        return "\\[](){}.*+?^$|".contains(sign) ? "\\" + sign : sign;
    }
}
