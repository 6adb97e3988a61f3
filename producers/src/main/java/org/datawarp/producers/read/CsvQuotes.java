package org.datawarp.producers.read;

/**
 * How a CSV quotes its fields, detected from its first rows.
 *
 * @param backslash whether a backslash comes before a quote within a field
 */
record CsvQuotes(char quote, boolean backslash) {

    private static final int FEWEST_APOSTROPHED = 2;

    /** @param sample the beginning of the text */
    static CsvQuotes of(CharSequence sample) {
        int doubled = fieldsWithin(sample, '"');
        int apostrophes = fieldsWithin(sample, '\'');
        // An apostrophe that only opens is Excel's mark for a text, or part of a word.
        char quote = doubled == 0 && apostrophes >= FEWEST_APOSTROPHED ? '\'' : '"';
        return new CsvQuotes(quote, hasBackslashes(sample, quote));
    }

    /** How many fields this quote encloses; 0 when it opens a field and is not closed on the same line. */
    private static int fieldsWithin(CharSequence sample, char quote) {
        int enclosed = 0;
        for (int i = 0; i < sample.length(); i++) {
            if (sample.charAt(i) == quote && isEdge(sample, i - 1)) {
                int closing = closing(sample, i, quote);
                if (closing < 0 && quote == '\'') {
                    return 0;
                }
                enclosed++;
                i = Math.max(i, closing);
            }
        }
        return enclosed;
    }

    private static int closing(CharSequence sample, int opening, char quote) {
        for (int i = opening + 1; i < sample.length(); i++) {
            char c = sample.charAt(i);
            if (c == '\n' || c == '\r') {
                return -1;
            }
            if (c == quote && isEdge(sample, i + 1)) {
                return i;
            }
        }
        return sample.length() - 1;
    }

    private static boolean isEdge(CharSequence sample, int index) {
        if (index < 0 || index >= sample.length()) {
            return true;
        }
        char c = sample.charAt(index);
        return c == '\n' || c == '\r' || CsvDialect.DELIMITERS.indexOf(c) >= 0;
    }

    /**
     * A path may end in a backslash before the closing quote; within a field, a backslash makes the quote a character.
     */
    private static boolean hasBackslashes(CharSequence sample, char quote) {
        boolean within = false;
        for (int i = 1; i < sample.length() - 1; i++) {
            boolean escaped = sample.charAt(i) == quote && sample.charAt(i - 1) == '\\';
            if (escaped && !isEdge(sample, i + 1)) {
                within |= sample.charAt(i + 1) != quote;
            }
            if (sample.charAt(i) == quote && sample.charAt(i + 1) == quote && !isEdge(sample, i - 1) && !escaped) {
                return false;
            }
        }
        return within;
    }
}
