package org.datawarp.schemas.row;

/**
 * A cell that a workbook spreads over others. What it covers is blank, unless a tool left something there.
 *
 * @param column of the cell itself, from 0
 * @param columns over how many it goes, its own included
 * @param rows over how many it goes, its own included
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
