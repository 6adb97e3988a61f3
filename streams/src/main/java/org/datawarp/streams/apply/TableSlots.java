package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.FieldRole;
import org.datawarp.schemas.row.Cell;
import org.datawarp.streams.layout.PlacedField;
import org.datawarp.streams.layout.TableRegion;

/**
 * The fields of a table and the source of each: a column, a constant, or the label of a section. Fields without a
 * source are left out.
 */
final class TableSlots {

    private final List<FieldSlot> all = new ArrayList<>();

    TableSlots(TableRegion region, FillDown fillDown, SectionLabels sections) {
        for (Field field : region.dataset().fields()) {
            Optional<PlacedField> placed = region.fields().stream()
                    .filter(candidate -> candidate.field().equals(field))
                    .findFirst();
            if (placed.isPresent()) {
                int column = placed.get().column();
                all.add(new FieldSlot(field, column, Cell.BLANK, fillDown.at(column)));
            } else if (!field.constant().isEmpty()) {
                all.add(FieldSlot.constant(field));
            } else if (field.section() > 0) {
                all.add(new FieldSlot(field, -1, Cell.BLANK, sections.of(field)));
            }
        }
    }

    List<FieldSlot> all() {
        return all;
    }

    /** Those that say what period a row is about, in the manifest's order. */
    List<FieldSlot> periods() {
        return all.stream()
                .filter(slot -> slot.field().role() == FieldRole.PERIOD)
                .toList();
    }

    /** Those that become values. */
    List<FieldSlot> values() {
        return all.stream()
                .filter(slot -> slot.field().role() != FieldRole.PERIOD)
                .toList();
    }

    /** Those whose cells identify a row of the table. */
    List<FieldSlot> identity() {
        return all.stream()
                .filter(FieldSlot::isPlaced)
                .filter(slot ->
                        slot.field().role() == FieldRole.KEY || slot.field().role() == FieldRole.PERIOD)
                .toList();
    }
}
