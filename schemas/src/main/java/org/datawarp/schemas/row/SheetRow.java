package org.datawarp.schemas.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a sheet, as published.
 *
 * @param row row number as a spreadsheet shows it, from 1; for CSV the record's number, from 1
 * @param cells from the first column on, blank ones as {@link Cell#BLANK}; a row of a worksheet ends with its last cell
 *     that is not blank, a record of a CSV has a cell for each field
 * @param merged the merged ones of the cells, from the left
 */
public record SheetRow(int row, List<Cell> cells, List<MergedCell> merged) implements RawMessage {

    public SheetRow {
        cells = List.copyOf(cells);
        merged = List.copyOf(merged);
    }

    /** A row without merged cells. */
    public SheetRow(int row, List<Cell> cells) {
        this(row, cells, List.of());
    }

    /** @param index from 0; cells beyond the end are blank */
    public Cell cell(int index) {
        return index < cells.size() ? cells.get(index) : Cell.BLANK;
    }

    /** The merged cell in a column; null when it is not merged. */
    public @Nullable MergedCell mergedAt(int column) {
        for (MergedCell cell : merged) {
            if (cell.column() == column) {
                return cell;
            }
        }
        return null;
    }

    public boolean isBlank() {
        return cells.stream().allMatch(Cell::isBlank);
    }
}
