package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.streams.layout.CellText;

/** Fills down labels that are written once for several rows, like merged cells. */
final class ParentLabels {

    /** A label column that is blank in at least this many rows of a hundred is written once for several rows. */
    private static final int WRITTEN_ONCE = 35;

    private ParentLabels() {}

    /** @param rows in order; their cells in the order of the columns */
    static List<KeptRow> fill(List<KeptRow> rows, List<ColumnDraft> columns) {
        List<Integer> parents = new ArrayList<>();
        for (int i = 0; i + 1 < columns.size() && columns.get(i + 1).label(); i++) {
            if (isParent(rows, i, columns)) {
                parents.add(i);
            }
        }
        return parents.isEmpty() ? rows : filled(rows, parents);
    }

    private static boolean isParent(List<KeptRow> rows, int column, List<ColumnDraft> columns) {
        long blank = count(rows, column);
        boolean child = false;
        for (int next = column + 1; next < columns.size(); next++) {
            child |= columns.get(next).label() && count(rows, next) * 20 <= rows.size();
        }
        return child
                && rows.size() > 2
                && blank < rows.size()
                && blank * 100 >= (long) WRITTEN_ONCE * rows.size()
                && !CellText.isBlank(rows.get(0).cells().get(column));
    }

    private static long count(List<KeptRow> rows, int column) {
        return rows.stream()
                .filter(row -> !row.total())
                .filter(row -> CellText.isBlank(row.cells().get(column)))
                .count();
    }

    private static List<KeptRow> filled(List<KeptRow> rows, List<Integer> parents) {
        List<KeptRow> filled = new ArrayList<>();
        Cell[] above = new Cell[parents.size()];
        for (KeptRow row : rows) {
            List<Cell> cells = new ArrayList<>(row.cells());
            for (int i = 0; i < above.length; i++) {
                Cell own = cells.get(parents.get(i));
                boolean blank = CellText.isBlank(own);
                if (!blank) {
                    above[i] = own;
                } else if (above[i] != null && !row.total()) {
                    cells.set(parents.get(i), above[i]);
                }
            }
            filled.add(new KeptRow(cells, row.sections(), row.total(), row.country()));
        }
        return filled;
    }
}
