package org.datawarp.producers.read;

import java.util.ArrayList;
import java.util.List;

/**
 * What separates the fields of a CSV, found from its first rows.
 *
 * @param spacedQuotes whether spaces stand between a delimiter and the quote that follows it, as in {@code a, "b, c"}
 */
record CsvDialect(char delimiter, boolean spacedQuotes) {

    /** In the order in which publishers use them: the first wins a draw. */
    static final String DELIMITERS = ",\t;|";

    private static final int MAX_RECORDS = 1000;
    private static final double FIRST_ROW_BONUS = 0.5;
    private static final double DRAW = 0.05;

    /** @param whole whether the sample is the whole file, so that its last row is not cut */
    static CsvDialect of(CharSequence sample, boolean whole) {
        int hinted = hinted(sample);
        Counts counts = new Counts();
        counts.read(sample, whole);
        int best = hinted >= 0 ? hinted : best(counts.records);
        return new CsvDialect(DELIMITERS.charAt(best), counts.spaced[best]);
    }

    /** Excel's own first line, {@code sep=;}. */
    private static int hinted(CharSequence sample) {
        boolean hint = sample.length() >= 5
                && sample.subSequence(0, 4).toString().equalsIgnoreCase("sep=")
                && (sample.length() == 5 || sample.charAt(5) == '\r' || sample.charAt(5) == '\n');
        return hint ? DELIMITERS.indexOf(sample.charAt(4)) : -1;
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

    /** The share of rows that are as wide as most are; titles above a table are few, text with commas varies. */
    private static double score(List<int[]> records, int candidate, int width) {
        if (width == 0) {
            return 0;
        }
        long same =
                records.stream().filter(counts -> counts[candidate] == width).count();
        boolean first = records.get(0)[candidate] == width;
        return (double) same / records.size() + (first ? FIRST_ROW_BONUS : 0);
    }

    /** The most frequent number of this delimiter in a row that has any; 0 when none has. */
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

    /** Counts each delimiter outside quotes, row by row. */
    private static final class Counts {

        final List<int[]> records = new ArrayList<>();
        final boolean[] spaced = new boolean[DELIMITERS.length()];

        private int[] current = new int[DELIMITERS.length()];
        private boolean empty = true;
        private boolean quoted;
        private boolean fieldStart = true;
        private boolean spaces;
        private int lastDelimiter = -1;

        void read(CharSequence sample, boolean whole) {
            for (int i = 0; i < sample.length() && records.size() < MAX_RECORDS; i++) {
                char c = sample.charAt(i);
                if (quoted) {
                    quoted = c != '"';
                } else if (c == '\n' || c == '\r') {
                    endRecord();
                } else {
                    take(c);
                }
            }
            if (whole || records.isEmpty()) {
                endRecord();
            }
        }

        /** A doubled quote within quotes closes them and opens them again, which comes to the same. */
        private void take(char c) {
            empty = false;
            int delimiter = DELIMITERS.indexOf(c);
            if (delimiter >= 0) {
                current[delimiter]++;
                lastDelimiter = delimiter;
                fieldStart = true;
                spaces = false;
            } else if (c == '"' && fieldStart) {
                quoted = true;
                if (spaces && lastDelimiter >= 0) {
                    spaced[lastDelimiter] = true;
                }
            } else if (c == ' ') {
                spaces = fieldStart;
            } else if (c != '"') {
                fieldStart = false;
            }
        }

        private void endRecord() {
            if (!empty) {
                records.add(current);
                current = new int[DELIMITERS.length()];
            }
            empty = true;
            quoted = false;
            fieldStart = true;
            spaces = false;
            lastDelimiter = -1;
        }
    }
}
