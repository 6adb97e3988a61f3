package org.datawarp.streams.apply;

import org.datawarp.schemas.row.Cell;

/** The cell that blanks below it repeat. Changes as the rows of a sheet are read. Owned by one thread. */
final class CarriedCell {

    private final int column;
    private Cell last = Cell.BLANK;

    /** @param column from 0 */
    CarriedCell(int column) {
        this.column = column;
    }

    int column() {
        return column;
    }

    Cell last() {
        return last;
    }

    void set(Cell cell) {
        last = cell;
    }
}
