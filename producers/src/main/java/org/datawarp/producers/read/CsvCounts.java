package org.datawarp.producers.read;

import java.util.ArrayList;
import java.util.List;

/** Counts each possible delimiter outside quotes, row by row. Used once. */
final class CsvCounts {

    private static final int MAX_RECORDS = 1000;

    /** This many delimiters followed by a space, and none without, cannot be chance. */
    private static final int FEWEST_PADDED = 4;

    private final CsvQuotes quotes;
    private final String delimiters;
    private final List<int[]> records = new ArrayList<>();
    private final boolean[] spaced;
    private final int[] padded;
    private final int[] unpadded;
    private int[] current;
    private boolean empty = true;
    private boolean quoted;
    private boolean escaped;
    private boolean fieldStart = true;
    private boolean spaces;
    private int lastDelimiter = -1;

    private CsvCounts(CsvQuotes quotes, String delimiters) {
        this.quotes = quotes;
        this.delimiters = delimiters;
        this.spaced = new boolean[delimiters.length()];
        this.padded = new int[delimiters.length()];
        this.unpadded = new int[delimiters.length()];
        this.current = new int[delimiters.length()];
    }

    /** @param whole whether the sample is the whole file, so that its last row is not cut */
    static CsvCounts of(CharSequence sample, boolean whole, CsvQuotes quotes, String delimiters) {
        CsvCounts counts = new CsvCounts(quotes, delimiters);
        counts.read(sample, whole);
        return counts;
    }

    /** The counts of each row that is not empty, in the order of the delimiters. */
    List<int[]> records() {
        return records;
    }

    /** Whether there are spaces between this delimiter and a quote. */
    boolean spacedQuote(int delimiter) {
        return spaced[delimiter];
    }

    /** Whether a space follows this delimiter everywhere a field does. */
    boolean padded(int delimiter) {
        return unpadded[delimiter] == 0 && padded[delimiter] >= FEWEST_PADDED;
    }

    private void read(CharSequence sample, boolean whole) {
        for (int i = 0; i < sample.length() && records.size() < MAX_RECORDS; i++) {
            char c = sample.charAt(i);
            if (quoted) {
                // A doubled quote closes the field and opens it again, with the same result.
                quoted = c != quotes.quote() || escaped;
                escaped = quotes.backslash() && c == '\\' && !escaped;
            } else if (c == '\n' || c == '\r') {
                endRecord();
            } else {
                take(c, i + 1 < sample.length() ? sample.charAt(i + 1) : '\n');
            }
        }
        if (whole || records.isEmpty()) {
            endRecord();
        }
    }

    private void take(char c, char following) {
        empty = false;
        int delimiter = delimiters.indexOf(c);
        if (delimiter >= 0) {
            current[delimiter]++;
            lastDelimiter = delimiter;
            fieldStart = true;
            spaces = false;
            (following == ' ' ? padded : unpadded)[delimiter]++;
        } else if (c == quotes.quote() && fieldStart) {
            quoted = true;
            if (spaces && lastDelimiter >= 0) {
                spaced[lastDelimiter] = true;
            }
        } else if (c == ' ') {
            spaces = fieldStart;
        } else if (c != quotes.quote()) {
            fieldStart = false;
        }
    }

    private void endRecord() {
        if (!empty) {
            records.add(current);
            current = new int[delimiters.length()];
        }
        empty = true;
        quoted = false;
        fieldStart = true;
        spaces = false;
        lastDelimiter = -1;
    }
}
