package org.datawarp.streams.apply;

import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.CellText;
import org.jspecify.annotations.Nullable;

/**
 * Where a field's cell comes from in one sheet.
 *
 * @param column from 0; before 0 for a constant
 * @param constant the cell when there is no column
 * @param carried what a blank repeats; null when a blank is a blank
 */
record FieldSlot(
        Field field, int column, Cell constant, @Nullable CarriedCell carried) {

    static FieldSlot constant(Field field) {
        return new FieldSlot(field, -1, Cell.text(field.constant()), null);
    }

    boolean isPlaced() {
        return column >= 0;
    }

    /** The row's own cell. */
    Cell own(SheetRow row) {
        return isPlaced() ? row.cell(column) : constant;
    }

    /** The cell that counts: the row's own, or else the label above it. */
    Cell cell(SheetRow row) {
        Cell own = own(row);
        return carried != null && CellText.isBlank(own) ? carried.last() : own;
    }
}
