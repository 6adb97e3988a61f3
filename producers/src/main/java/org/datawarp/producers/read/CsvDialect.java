package org.datawarp.producers.read;

import java.util.List;

/**
 * How a CSV separates and quotes its fields, detected from its first rows.
 *
 * @param quote what opens and closes fields, doubled within them; {@link #NO_QUOTE} when fields are not quoted
 * @param backslash whether a quote within a field has a backslash before it instead
 * @param spacedQuotes whether there are spaces between a delimiter and the quote after it, as in {@code a, "b, c"}
 * @param padded whether a space follows every delimiter, so that it is part of the delimiter
 * @param hinted whether the first line only names the delimiter, as Excel writes and reads it: {@code sep=;}
 */
record CsvDialect(char delimiter, char quote, boolean backslash, boolean spacedQuotes, boolean padded, boolean hinted) {

    static final char NO_QUOTE = '\uFFFF';

    /** In the order in which publishers use them: the first wins a tie. */
    static final String DELIMITERS = ",\t;|";

    private static final double FIRST_ROW_BONUS = 0.5;
    private static final double DRAW = 0.05;
    private static final int FEWEST_SPACED_ROWS = 3;

    /** @param whole whether the sample is the whole file, so that its last row is not cut */
    static CsvDialect of(CharSequence sample, boolean whole) {
        CsvQuotes quotes = CsvQuotes.of(sample);
        int hinted = hinted(sample);
        CsvCounts counts = CsvCounts.of(sample, whole, quotes, DELIMITERS);
        int best = hinted >= 0 ? hinted : best(counts.records());
        if (hinted < 0 && usualCount(counts.records(), best) == 0 && isSpaced(sample, whole, quotes)) {
            return new CsvDialect(' ', quotes.quote(), quotes.backslash(), false, false, false);
        }
        return new CsvDialect(
                DELIMITERS.charAt(best),
                quotes.quote(),
                quotes.backslash(),
                counts.spacedQuote(best) && !counts.padded(best),
                counts.padded(best),
                hinted >= 0);
    }

    private static int hinted(CharSequence sample) {
        boolean hint = sample.length() >= 5
                && sample.subSequence(0, 4).toString().equalsIgnoreCase("sep=")
                && (sample.length() == 5 || sample.charAt(5) == '\r' || sample.charAt(5) == '\n');
        return hint ? DELIMITERS.indexOf(sample.charAt(4)) : -1;
    }

    /**
     * Only when every row has the same number of them, and more than the words of a heading could have by chance: texts
     * contain spaces too.
     */
    private static boolean isSpaced(CharSequence sample, boolean whole, CsvQuotes quotes) {
        List<int[]> records = CsvCounts.of(sample, whole, quotes, " ").records();
        int width = usualCount(records, 0);
        return width >= 2
                && records.size() >= FEWEST_SPACED_ROWS
                && records.stream().allMatch(record -> record[0] == width);
    }

    private static int best(List<int[]> records) {
        int best = 0;
        double bestScore = -1;
        int bestWidth = 0;
        for (int i = 0; i < DELIMITERS.length(); i++) {
            int width = usualCount(records, i);
            double score = score(records, i, width);
            boolean wins = score > bestScore + DRAW || (score > bestScore - DRAW && width > bestWidth);
            if (wins) {
                best = i;
                bestScore = Math.max(score, bestScore);
                bestWidth = width;
            }
        }
        return best;
    }

    /** The share of rows that have the usual width: titles above a table are few, and text with commas varies. */
    private static double score(List<int[]> records, int candidate, int width) {
        if (width == 0) {
            return 0;
        }
        long same =
                records.stream().filter(counts -> counts[candidate] == width).count();
        boolean first = records.get(0)[candidate] == width;
        return (double) same / records.size() + (first ? FIRST_ROW_BONUS : 0);
    }

    /** The most frequent number of this delimiter in rows that have any; 0 when none has. */
    private static int usualCount(List<int[]> records, int candidate) {
        int usual = 0;
        long usualRows = 0;
        for (int[] record : records) {
            int count = record[candidate];
            if (count > 0 && count != usual) {
                long rows = records.stream().filter(r -> r[candidate] == count).count();
                if (rows > usualRows) {
                    usual = count;
                    usualRows = rows;
                }
            }
        }
        return usual;
    }
}
