package org.datawarp.streams.inspect;

import java.util.Arrays;
import java.util.List;

/** What stands in each column of some rows of a strip, counted by shape. */
final class ColumnProfile {

    /** Codes stand at the left. */
    private static final int MOST_LEADING_CODES = 3;

    private final Strip strip;
    private final int[][] counts;
    private final int[] years;
    private final int rows;

    /** @param rows indexes in the window */
    ColumnProfile(Strip strip, List<Integer> rows) {
        this.strip = strip;
        this.rows = rows.size();
        this.counts = new int[strip.to() - strip.from()][Shape.values().length];
        this.years = new int[strip.to() - strip.from()];
        for (int row : rows) {
            for (int column = strip.from(); column < strip.to(); column++) {
                counts[column - strip.from()][strip.window().shape(row, column).ordinal()]++;
                if (WrittenNumber.isYear(strip.window().cell(row, column))) {
                    years[column - strip.from()]++;
                }
            }
        }
    }

    int count(int column, Shape shape) {
        return counts[column - strip.from()][shape.ordinal()];
    }

    int filled(int column) {
        return rows - count(column, Shape.BLANK);
    }

    /** Whether figures stand here rather than words; marks alone count as figures. */
    boolean isFigures(int column) {
        int words = count(column, Shape.TEXT) + count(column, Shape.CODE);
        int filled = filled(column);
        boolean marksInText = count(column, Shape.MARK) == filled - words && words > 0;
        return filled > 0 && !marksInText && (filled - words) * 2 > filled;
    }

    /** Whether numbers stand here, dates left aside. */
    boolean isNumbers(int column) {
        return isFigures(column)
                && count(column, Shape.DATE) * 2 < filled(column)
                && count(column, Shape.NUMBER) + count(column, Shape.BOOLEAN) > 0;
    }

    boolean isCodes(int column) {
        return count(column, Shape.CODE) * 2 > filled(column);
    }

    /** The first column of measures: what stands before it tells rows apart. The strip's end when there is none. */
    int firstMeasure() {
        int before = 0;
        for (int column = strip.from(); column < strip.to(); column++) {
            if (filled(column) > 0) {
                boolean code = before < MOST_LEADING_CODES && isWordsAfter(column);
                if (isNumbers(column) && !code && (before > 0 || !hasYears(column))) {
                    return column;
                }
                before++;
            }
        }
        return strip.to();
    }

    private boolean hasYears(int column) {
        return years[column - strip.from()] == filled(column);
    }

    /** A number right before a name is the name's code. */
    private boolean isWordsAfter(int column) {
        for (int next = column + 1; next < strip.to(); next++) {
            if (filled(next) > 0) {
                return !isFigures(next) && filled(next) * 2 > rows;
            }
        }
        return false;
    }

    int[] figureColumns() {
        int[] columns = new int[counts.length];
        int found = 0;
        for (int column = strip.from(); column < strip.to(); column++) {
            if (isFigures(column)) {
                columns[found++] = column;
            }
        }
        return Arrays.copyOf(columns, found);
    }
}
