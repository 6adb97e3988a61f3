package org.datawarp.author.table;

import java.util.regex.Pattern;

/** Words that name columns. */
final class ColumnWords {

    private static final Pattern HEADING = Pattern.compile(
            "(?i)\\b(?:codes?|names?|region|period|date|month|year|week|quarter|area|organisation|provider|measure"
                    + "|indicator|category|type|sex|gender|age group|ethnicity|description|org)\\b");

    private static final Pattern CODE =
            Pattern.compile("(?i)(?:^|[^a-z])(?:codes?|ids?|ods|identifier|postcode)(?:$|[^a-z])");

    private static final Pattern PERIOD = Pattern.compile(
            "(?i)(?:^|[^a-z])(?:period|date|month|year|week|quarter|day|fy|financial year|week ?ending|season|time identifier)(?:$|[^a-z])");

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Pattern COUNTER = Pattern.compile(
            "(?i)(?:(?:calendar|financial|fiscal|academic|reporting|iso|data|registration|single) )?"
                    + "(?:year|month|week|quarter|day|age|fy|rank|period|time period)"
                    + "(?: ?(?:of age|no\\.?|num(?:ber)?|ending|ended|beginning|commencing|start|end|in years|\\(years\\)))?");

    private ColumnWords() {}

    /** Whether most cells of a row are words that name columns, and not values of columns. */
    static boolean isHeading(Strip strip, int row) {
        long named = strip.filledColumns(row).stream()
                .filter(column ->
                        HEADING.matcher(strip.window().text(row, column)).find())
                .count();
        return named * 2 > strip.filled(row);
    }

    /** Longer headings only mention codes. */
    private static final int LONGEST_CODE_HEADING = 40;

    /** Whether a heading says that its values are codes, which are not numbers even when they are digits. */
    static boolean isCode(String heading) {
        return heading.length() <= LONGEST_CODE_HEADING && CODE.matcher(heading).find();
    }

    static boolean isPeriod(String heading) {
        return PERIOD.matcher(spaced(heading)).find();
    }

    /** Whether numbers under a heading identify rows and are not measures: {@code Week number}, {@code Age}. */
    static boolean isCounter(String heading) {
        return COUNTER.matcher(spaced(heading)).matches();
    }

    /** {@code PeriodEndDate} and {@code period_end_date} as {@code Period End Date}. */
    private static String spaced(String heading) {
        return CAMEL.matcher(heading.replace('_', ' ')).replaceAll(" ");
    }
}
