package org.datawarp.schemas.row;

import java.util.List;

/**
 * One row of a sheet, as published.
 *
 * @param row row number as a spreadsheet shows it, from 1; for CSV the record's number, from 1
 * @param cells from the first column on; trailing blanks of a worksheet are left out, while a record of a CSV has as
 *     many cells as fields; blanks are {@link Cell#BLANK}
 */
public record SheetRow(int row, List<Cell> cells) implements RawMessage {

    public SheetRow {
        cells = List.copyOf(cells);
    }

    /** @param index from 0; beyond the end is blank */
    public Cell cell(int index) {
        return index < cells.size() ? cells.get(index) : Cell.BLANK;
    }

    public boolean isBlank() {
        return cells.stream().allMatch(Cell::isBlank);
    }
}
