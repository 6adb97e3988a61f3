package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.CellText;
import org.datawarp.streams.layout.PlacedField;
import org.jspecify.annotations.Nullable;

/**
 * Labels that are written once and hold for the rows below them. A new label ends those to its right, which belong to
 * the label before it. Owned by one thread.
 */
final class FillDown {

    private final List<CarriedCell> cells = new ArrayList<>();
    private int version;

    FillDown(List<PlacedField> fields) {
        fields.stream()
                .filter(field -> field.field().fillDown())
                .map(field -> new CarriedCell(field.column()))
                .sorted(Comparator.comparingInt(CarriedCell::column))
                .forEach(cells::add);
    }

    /** @return null when the column is not filled down */
    @Nullable
    CarriedCell at(int column) {
        return cells.stream()
                .filter(cell -> cell.column() == column)
                .findFirst()
                .orElse(null);
    }

    /** Takes the labels that a row writes. */
    void remember(SheetRow row) {
        boolean ended = false;
        for (CarriedCell carried : cells) {
            Cell cell = row.cell(carried.column());
            boolean written = !CellText.isBlank(cell);
            if (written && !cell.equals(carried.last())) {
                carried.set(cell);
                version++;
                ended = true;
            } else if (ended && !written) {
                carried.set(Cell.BLANK);
            }
        }
    }

    /** Counts the changes, so that unchanged state need not be stored again. */
    int version() {
        return version;
    }

    /** The labels in force, from the left. */
    List<Cell> cells() {
        return cells.stream().map(CarriedCell::last).toList();
    }

    int size() {
        return cells.size();
    }

    /** @param labels as {@link #cells} gave them */
    void resume(List<Cell> labels) {
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).set(labels.get(i));
        }
    }
}
