package org.datawarp.author.table;

import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.CellText;

/** Labels in merged cells over several rows: each row that such a cell covers has the label. Owned by one thread. */
final class MergedLabels {

    private final Cell[] labels;
    private final int[] lastRows;

    /** @param columns of the table */
    MergedLabels(int columns) {
        this.labels = new Cell[columns];
        this.lastRows = new int[columns];
    }

    /**
     * The cell of a row in a column of the sheet; rows come from the top.
     *
     * @param index of the column in the table
     */
    Cell cell(SheetRow row, int index, int column) {
        Cell own = row.cell(column);
        if (CellText.isBlank(own)) {
            return row.row() <= lastRows[index] ? labels[index] : own;
        }
        MergedCell merged = row.mergedAt(column);
        labels[index] = own;
        lastRows[index] = merged == null ? 0 : row.row() + merged.rows() - 1;
        return own;
    }
}
