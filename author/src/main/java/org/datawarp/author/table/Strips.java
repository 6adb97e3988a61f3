package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts a window into strips. Another table begins right of a column that is blank from top to bottom, if it has labels
 * and figures of its own. Labels that repeat those at the left belong to the same table.
 */
final class Strips {

    /** Fewer rows than this are not a separate table. */
    private static final int FEWEST_ROWS = 2;

    /** Labels repeat others if this share of them does: eight in ten. */
    private static final double REPEATED = 0.8;

    private Strips() {}

    /** From left to right; at least one, unless all cells are blank. */
    static List<Strip> of(SheetWindow window) {
        List<Strip> strips = new ArrayList<>();
        Strip current = null;
        for (Strip part : parts(window)) {
            if (current == null) {
                current = part;
            } else if (isTable(part) && isTable(current) && !repeatsLabels(current, part)) {
                strips.add(current);
                current = part;
            } else {
                current = new Strip(window, current.from(), part.to());
            }
        }
        if (current != null) {
            strips.add(current);
        }
        return strips;
    }

    private static List<Strip> parts(SheetWindow window) {
        boolean[] filled = new boolean[window.width() + 1];
        for (int row = 0; row < window.size(); row++) {
            for (int column = 0; column < window.width(); column++) {
                filled[column] |= !window.isBlank(row, column);
            }
        }
        List<Strip> parts = new ArrayList<>();
        int from = -1;
        for (int column = 0; column < filled.length; column++) {
            if (filled[column] && from < 0) {
                from = column;
            } else if (!filled[column] && from >= 0) {
                parts.add(new Strip(window, from, column));
                from = -1;
            }
        }
        return parts;
    }

    private static boolean isTable(Strip part) {
        List<Integer> rows = figureRows(part);
        if (rows.size() < FEWEST_ROWS) {
            return false;
        }
        ColumnProfile profile = new ColumnProfile(part, rows);
        int measure = profile.firstMeasure();
        return measure < part.to()
                && IntStream.range(part.from(), measure).anyMatch(column -> profile.filled(column) * 2 > rows.size());
    }

    private static List<Integer> figureRows(Strip part) {
        RowDrafts drafts = new RowDrafts(part);
        return IntStream.range(0, part.size())
                .filter(row -> drafts.kind(row) == DraftKind.FIGURES)
                .boxed()
                .toList();
    }

    private static boolean repeatsLabels(Strip left, Strip right) {
        List<Integer> rows = figureRows(right);
        int measure = new ColumnProfile(right, rows).firstMeasure();
        return IntStream.range(right.from(), measure)
                .anyMatch(label -> IntStream.range(left.from(), left.to())
                        .anyMatch(column -> repeats(left.window(), rows, column, label)));
    }

    private static boolean repeats(SheetWindow window, List<Integer> rows, int column, int label) {
        long same = rows.stream()
                .filter(row -> !window.isBlank(row, label))
                .filter(row -> window.text(row, label).equals(window.text(row, column)))
                .count();
        return same >= FEWEST_ROWS && same >= REPEATED * rows.size();
    }
}
