package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.datawarp.author.cell.CodeText;
import org.datawarp.author.cell.MetadataWords;
import org.datawarp.author.cell.NoteText;
import org.datawarp.author.cell.Shape;
import org.datawarp.author.cell.WrittenNumber;
import org.datawarp.schemas.row.Cell;

/**
 * What each row of a strip looks like. The rows below show whether figures name columns: dates over numbers are
 * headings, dates over dates are data.
 */
final class RowDrafts {

    /** This many rows below show what a column holds. */
    private static final int LOOK_AHEAD = 12;

    /** Rows further below than this belong to another table. */
    private static final int FARTHEST = 25;

    private static final int MOST_LABELLED_CELLS = 3;

    private static final int FEWEST_YEARS = 2;

    /** With fewer rows, those beyond a row of words are also needed. */
    private static final int ENOUGH = 3;

    /** A few small numbers in a row may count up by chance. */
    private static final int FEWEST_COUNTED = 6;

    private final Strip strip;
    private final DraftKind[] kinds;

    /** For each column, whether it has figures anywhere. */
    private final boolean[] measured;

    RowDrafts(Strip strip) {
        this.strip = strip;
        this.measured = measured(strip);
        this.kinds = new DraftKind[strip.size()];
        for (int row = 0; row < kinds.length; row++) {
            kinds[row] = plain(row);
        }
        for (int row = kinds.length - 1; row >= 0; row--) {
            if (kinds[row] == DraftKind.FIGURES && namesColumns(row)) {
                kinds[row] = DraftKind.WORDS;
            }
        }
    }

    DraftKind kind(int row) {
        return kinds[row];
    }

    int size() {
        return kinds.length;
    }

    /** The first row of a kind from one on; the size when there is none. */
    int next(int from, DraftKind kind) {
        int row = from;
        while (row < kinds.length && kinds[row] != kind) {
            row++;
        }
        return row;
    }

    /** Rows with figures from one on that show what columns hold: up to the next row of names. */
    List<Integer> figuresFrom(int from) {
        List<Integer> rows = new ArrayList<>();
        for (int row = from; row < kinds.length && row < from + FARTHEST && rows.size() < LOOK_AHEAD; row++) {
            if (kinds[row] == DraftKind.FIGURES) {
                rows.add(row);
            } else if (kinds[row] == DraftKind.WORDS && (rows.size() >= ENOUGH || beginsABlock(row, rows))) {
                break;
            }
        }
        return rows;
    }

    /** Whether a row of words below figures is separate from them. */
    private boolean beginsABlock(int row, List<Integer> figures) {
        return !figures.isEmpty() && kinds[row - 1] != DraftKind.FIGURES && kinds[row - 1] != DraftKind.WORDS;
    }

    private DraftKind plain(int row) {
        int filled = strip.filled(row);
        if (filled == 0) {
            return DraftKind.BLANK;
        }
        if (isLabelled(row, filled)) {
            return DraftKind.LABELLED;
        }
        if (filled == 1) {
            return DraftKind.SINGLE;
        }
        boolean figures = strip.filledColumns(row).stream().anyMatch(column -> isFigure(row, column));
        return figures || isMarked(row) ? DraftKind.FIGURES : DraftKind.WORDS;
    }

    /**
     * Whether there are only letters that are marks right of the labels, and figures there in other rows. The first row
     * with several cells names columns, even by letters, unless it begins with one code of many.
     */
    private boolean isMarked(int row) {
        if (isFirst(row) && !(row + 1 < kinds.length && isCode(row) && isCode(row + 1))) {
            return false;
        }
        boolean marked = false;
        for (int column = strip.from(); column < strip.to(); column++) {
            switch (strip.window().shape(row, column)) {
                case TEXT, CODE -> marked = false;
                case LETTER_MARK -> marked = measured[column - strip.from()];
                case NUMBER, DATE, BOOLEAN, MARK, ERROR, BLANK -> {}
            }
        }
        return marked;
    }

    private boolean isFirst(int row) {
        return IntStream.range(0, row)
                .noneMatch(above -> kinds[above] == DraftKind.WORDS || kinds[above] == DraftKind.FIGURES);
    }

    private boolean isCode(int row) {
        return CodeText.mayBeCode(strip.firstText(row));
    }

    /** A mark or an error counts as a figure only in a column of figures. */
    private boolean isFigure(int row, int column) {
        return switch (strip.window().shape(row, column)) {
            case NUMBER, DATE, BOOLEAN -> true;
            case MARK, ERROR -> measured[column - strip.from()];
            case BLANK, LETTER_MARK, CODE, TEXT -> false;
        };
    }

    private static boolean[] measured(Strip strip) {
        boolean[] found = new boolean[strip.to() - strip.from()];
        for (int row = 0; row < strip.size(); row++) {
            for (int column = strip.from(); column < strip.to(); column++) {
                Shape shape = strip.window().shape(row, column);
                found[column - strip.from()] |= shape == Shape.NUMBER || shape == Shape.DATE || shape == Shape.BOOLEAN;
            }
        }
        return found;
    }

    private boolean isLabelled(int row, int filled) {
        int first = strip.first(row);
        boolean number = strip.filledColumns(row).stream()
                .anyMatch(column -> strip.window().shape(row, column) == Shape.NUMBER);
        boolean colon = strip.window().text(row, first).endsWith(":")
                || (filled > 1 && MetadataWords.isLabel(strip.window().text(row, first)))
                || (NoteText.opens(strip.window().text(row, first))
                        && strip.filledColumns(row).stream()
                                .anyMatch(column ->
                                        strip.window().text(row, column).endsWith(":")));
        return filled <= MOST_LABELLED_CELLS
                && !number
                && colon
                && strip.window().shape(row, first) == Shape.TEXT;
    }

    private boolean namesColumns(int row) {
        List<Integer> below = figuresFrom(row + 1);
        if (below.isEmpty()) {
            return false;
        }
        ColumnProfile profile = new ColumnProfile(strip, below);
        int words = 0;
        int named = 0;
        int figures = 0;
        boolean counting = isCounting(row, isOverNames(row)) && !countsBelow(row, below);
        boolean marked = isMarked(row);
        for (int column : strip.filledColumns(row)) {
            Shape shape = strip.window().shape(row, column);
            boolean overNumbers =
                    profile.isNumbers(column) || profile.count(column, Shape.MARK) == profile.filled(column);
            if (shape.isWord() && !(marked && shape == Shape.LETTER_MARK)) {
                words += profile.isFigures(column) ? 1 : 0;
            } else if (counting || (shape == Shape.DATE && overNumbers)) {
                named++;
            } else {
                figures++;
            }
        }
        return (words > 1 && words > 2 * figures) || (named > 0 && figures == 0);
    }

    /** Whether the numbers of a row count up from cell to cell, like years and weeks in a heading. */
    private boolean isCounting(int row, boolean few) {
        List<Cell> numbers = numbers(row);
        boolean years = areYears(numbers);
        if (numbers.size() < (years || few ? FEWEST_YEARS : FEWEST_COUNTED)) {
            return false;
        }
        int steps = steps(numbers);
        return years ? steps > 0 : steps == numbers.size() - 1;
    }

    /** Whether the rows below count up in the same way: then all are data, unless the row says what it counts. */
    private boolean countsBelow(int row, List<Integer> below) {
        if (areYears(numbers(row)) || ColumnWords.isCounter(strip.firstText(row))) {
            return false;
        }
        long counting = below.stream()
                .map(this::numbers)
                .filter(numbers -> numbers.size() > FEWEST_YEARS && steps(numbers) == numbers.size() - 1)
                .count();
        return counting * 2 >= below.size();
    }

    private List<Cell> numbers(int row) {
        return strip.filledColumns(row).stream()
                .filter(column -> strip.window().shape(row, column) == Shape.NUMBER)
                .map(column -> strip.window().cell(row, column))
                .toList();
    }

    private static boolean areYears(List<Cell> numbers) {
        return numbers.stream().allMatch(WrittenNumber::isYear);
    }

    /** How many numbers are one more than the one before. */
    private static int steps(List<Cell> numbers) {
        int steps = 0;
        for (int i = 1; i < numbers.size(); i++) {
            steps += step(numbers.get(i - 1), numbers.get(i)) == 1 ? 1 : 0;
        }
        return steps;
    }

    /** Whether a few numbers are enough: right above other names of columns, or after a word such as week. */
    private boolean isOverNames(int row) {
        int next = row + 1;
        while (next < kinds.length && kinds[next] == DraftKind.BLANK) {
            next++;
        }
        boolean overWords = next < kinds.length && kinds[next] == DraftKind.WORDS && next == row + 1;
        return overWords || ColumnWords.isCounter(strip.firstText(row));
    }

    private static double step(Cell one, Cell next) {
        WrittenNumber a = WrittenNumber.of(one);
        WrittenNumber b = WrittenNumber.of(next);
        return a == null || b == null ? 0 : b.value().subtract(a.value()).doubleValue();
    }
}
