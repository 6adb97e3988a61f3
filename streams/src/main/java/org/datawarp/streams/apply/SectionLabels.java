package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.LabelRow;
import org.jspecify.annotations.Nullable;

/**
 * Labels alone in a row above the rows that they are about, such as Males above age groups. A label right under another
 * belongs to the level below it. The first label after rows of data starts at the top level again. Owned by one thread.
 */
final class SectionLabels {

    private final List<CarriedCell> levels = new ArrayList<>();
    private int inForce;
    private boolean open;
    private int version;

    SectionLabels(List<Field> fields) {
        int depth = fields.stream()
                .map(Field::section)
                .max(Comparator.naturalOrder())
                .orElse(0);
        for (int level = 0; level < depth; level++) {
            levels.add(new CarriedCell(-1));
        }
    }

    /** @return null when the field is not a section */
    @Nullable
    CarriedCell of(Field field) {
        return field.section() == 0 ? null : levels.get(field.section() - 1);
    }

    /** Whether a row without figures is a label, for tables that have such labels. */
    boolean isLabel(SheetRow row) {
        return !levels.isEmpty() && LabelRow.is(row);
    }

    /** Takes a label. */
    public void label(SheetRow row) {
        if (!open || inForce == levels.size()) {
            inForce = 0;
        }
        levels.get(inForce++).set(Cell.text(LabelRow.text(row)));
        levels.subList(inForce, levels.size()).forEach(level -> level.set(Cell.BLANK));
        open = true;
        version++;
    }

    /** A row of data follows the labels. */
    void data() {
        if (open) {
            open = false;
            version++;
        }
    }

    /** Counts the changes, so that unchanged state need not be stored again. */
    int version() {
        return version;
    }

    int size() {
        return levels.isEmpty() ? 0 : levels.size() + 1;
    }

    /** The labels in force, the outermost first, and how many of them are right above the next row. */
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        levels.forEach(level -> cells.add(level.last()));
        if (!levels.isEmpty()) {
            cells.add(Cell.text(open ? Integer.toString(inForce) : ""));
        }
        return cells;
    }

    /** @param cells as {@link #cells} gave them */
    void resume(List<Cell> cells) {
        if (levels.isEmpty()) {
            return;
        }
        for (int level = 0; level < levels.size(); level++) {
            levels.get(level).set(cells.get(level));
        }
        String above = cells.get(levels.size()).text();
        open = !above.isEmpty();
        inForce = open ? Integer.parseInt(above) : 0;
    }
}
