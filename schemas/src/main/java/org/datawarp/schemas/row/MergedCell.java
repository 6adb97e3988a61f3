package org.datawarp.schemas.row;

/**
 * A cell that a workbook merges with its neighbours. The cells that it covers are blank, unless a tool left a value
 * there.
 *
 * @param column of the cell itself, from 0
 * @param columns how many columns it covers, its own included
 * @param rows how many rows it covers, its own included
 */
public record MergedCell(int column, int columns, int rows) {

    public MergedCell {
        if (column < 0 || columns < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "Cannot merge cells: found column %d over %d columns and %d rows;".formatted(column, columns, rows)
                            + " expected one from 0 on over one of each at least");
        }
    }

    /** The column after the last that it covers. */
    public int end() {
        return column + columns;
    }
}
