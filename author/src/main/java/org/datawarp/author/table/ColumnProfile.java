package org.datawarp.author.table;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.datawarp.author.cell.Shape;
import org.datawarp.author.cell.WrittenNumber;
import org.datawarp.streams.layout.HeadingText;

/** The cells in each column of some rows of a strip, counted by shape. */
final class ColumnProfile {

    /** Codes are at the left. */
    private static final int MOST_LEADING_CODES = 3;

    /** Fewer rows may look numbered by chance. */
    private static final int FEWEST_COUNTED = 4;

    private final Strip strip;
    private final int[][] counts;
    private final int[] years;
    private final int rows;
    private final HeadingLevels heading;
    private final boolean counted;

    /** @param rows indexes in the window */
    ColumnProfile(Strip strip, List<Integer> rows) {
        this(strip, rows, HeadingLevels.NONE);
    }

    /** @param heading over the rows, which distinguishes counts of things from row numbers */
    ColumnProfile(Strip strip, List<Integer> rows, HeadingLevels heading) {
        this.strip = strip;
        this.heading = heading;
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
        this.counted = isCounted(strip, rows);
    }

    /** Whether the first filled column numbers the rows: whole numbers, each one more than the one above. */
    private static boolean isCounted(Strip strip, List<Integer> rows) {
        int column = strip.from();
        BigDecimal last = null;
        for (int row : rows) {
            while (last == null && column < strip.to() && strip.window().isBlank(row, column)) {
                column++;
            }
            WrittenNumber number = column == strip.to()
                    ? null
                    : WrittenNumber.of(strip.window().cell(row, column));
            if (number == null || (last != null && number.value().compareTo(last.add(BigDecimal.ONE)) != 0)) {
                return false;
            }
            last = number.value();
        }
        return rows.size() >= FEWEST_COUNTED;
    }

    private ColumnProfile(ColumnProfile other, HeadingLevels heading) {
        this.strip = other.strip;
        this.counts = other.counts;
        this.years = other.years;
        this.rows = other.rows;
        this.counted = other.counted;
        this.heading = heading;
    }

    /** The same rows under a heading. */
    ColumnProfile under(HeadingLevels levels) {
        return new ColumnProfile(this, levels);
    }

    int count(int column, Shape shape) {
        return counts[column - strip.from()][shape.ordinal()];
    }

    int filled(int column) {
        return rows - count(column, Shape.BLANK);
    }

    /** Whether the column holds figures rather than words; marks alone count as figures. */
    boolean isFigures(int column) {
        int letters = count(column, Shape.LETTER_MARK);
        int words = count(column, Shape.TEXT) + count(column, Shape.CODE) + (letters < filled(column) ? 0 : letters);
        int filled = filled(column);
        boolean marksInText = count(column, Shape.MARK) == filled - words && words > 0;
        return filled > 0 && !marksInText && (filled - words) * 2 > filled;
    }

    /** Whether the column holds numbers, apart from dates. */
    boolean isNumbers(int column) {
        return isFigures(column)
                && count(column, Shape.DATE) * 2 < filled(column)
                && count(column, Shape.NUMBER) + count(column, Shape.BOOLEAN) > 0;
    }

    /** Whether both profiles have figures in a column: numbers in both, or dates in both. */
    boolean isLike(ColumnProfile other, int column) {
        boolean numbers = isNumbers(column) || count(column, Shape.DATE) == 0;
        boolean others = other.isNumbers(column) || other.count(column, Shape.DATE) == 0;
        return isFigures(column) && other.isFigures(column) && numbers == others;
    }

    boolean isCodes(int column) {
        return count(column, Shape.CODE) * 2 > filled(column);
    }

    /** The first column of measures; the columns before it identify rows. The strip's end when there is none. */
    int firstMeasure() {
        int before = 0;
        for (int column = strip.from(); column < strip.to(); column++) {
            if (filled(column) > 0) {
                boolean code = before < MOST_LEADING_CODES && isWordsAfter(column);
                boolean first = before == 0 && (counted || hasYears(column) || isDateAfter(column));
                if (isNumbers(column) && !code && !first && !isCounter(column)) {
                    return column;
                }
                before++;
            }
        }
        return strip.to();
    }

    /** Whether the lowest heading over a column says that it numbers rows. */
    private boolean isCounter(int column) {
        for (int i = heading.levels().size() - 1; i >= 0; i--) {
            String text = strip.window().text(heading.levels().get(i), column);
            if (!text.isEmpty()) {
                return ColumnWords.isCounter(HeadingText.withoutNoteMarks(text));
            }
        }
        return false;
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

    /** A number right before a date is the number of its week. */
    private boolean isDateAfter(int column) {
        int next = column + 1;
        return next < strip.to() && count(next, Shape.DATE) * 2 > rows;
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
