package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.FieldRole;
import org.datawarp.schemas.manifest.Total;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a row into the value columns of its table. Owned by one thread. */
final class RowValues {

    private final FieldSlot[] sources;
    private final ValueSlot[] targets;
    private final int valueCount;

    /** @param sources of the fields that become values */
    RowValues(List<FieldSlot> sources, Table table, Dataset dataset) {
        Marks marks = new Marks(dataset.marks().keySet());
        List<ValueSlot> slots = new ArrayList<>();
        sources.forEach(source -> slots.add(ValueSlot.of(source.field(), table, marks)));
        this.sources = sources.toArray(FieldSlot[]::new);
        this.targets = slots.toArray(ValueSlot[]::new);
        this.valueCount = table.valueColumns().size();
    }

    /** @param total the rule that makes the row a total, which need not have every key; null for other rows */
    @Nullable
    Object[] read(SheetRow row, @Nullable Total total, RowProblems problems) {
        @Nullable Object[] values = new Object[valueCount];
        for (int i = 0; i < sources.length; i++) {
            Cell cell = sources[i].cell(row);
            Parsed parsed = targets[i].parser().parse(cell);
            targets[i].put(parsed, values);
            Field field = sources[i].field();
            if (!parsed.isReadable()) {
                if (total == null || !total.when().containsKey(field.name())) {
                    problems.add(field, cell, parsed);
                }
            } else if (parsed.value() == null && total == null && isNeeded(field)) {
                problems.add(field, Reason.MISSING_KEY, cell.text(), "a value, because it identifies the row");
            }
        }
        return values;
    }

    private static boolean isNeeded(Field field) {
        return field.role() == FieldRole.KEY && !field.blank();
    }

    /** Whether at least one measure's cell can be read as its type. */
    boolean hasReadableFigure(SheetRow row) {
        for (int i = 0; i < sources.length; i++) {
            if (sources[i].isPlaced() && sources[i].field().role() == FieldRole.MEASURE) {
                Parsed parsed = targets[i].parser().parse(sources[i].own(row));
                if (parsed.isReadable() && (parsed.value() != null || parsed.mark() != null)) {
                    return true;
                }
            }
        }
        return false;
    }
}
