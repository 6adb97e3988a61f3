package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.datawarp.schemas.manifest.Unpivot;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.layout.CellText;
import org.datawarp.streams.layout.TableRegion;
import org.jspecify.annotations.Nullable;

/** Turns the wide columns of a row into rows of their own. A blank cell gives no row. */
final class WideRows {

    private final Table table;
    private final Unpivot unpivot;
    private final List<WideSlot> slots;
    private final ValueSlot value;
    private final @Nullable ValueSlot dimension;
    private final TotalRows totals;

    WideRows(TableRegion region, Table table, TotalRows totals, boolean rowsSayPeriod) {
        this.table = table;
        this.totals = totals;
        this.unpivot = Objects.requireNonNull(region.dataset().unpivot());
        Marks marks = new Marks(region.dataset().marks().keySet());
        this.slots = WideSlot.of(region, marks, rowsSayPeriod);
        this.value = ValueSlot.of(unpivot.value(), table, marks);
        this.dimension = unpivot.dimension() == null ? null : ValueSlot.of(unpivot.dimension(), table, marks);
    }

    /**
     * @param base the values that all the rows share
     * @param shared the period of all of them; null when their headings say it, or when it is a problem
     */
    List<TypedRow> read(SheetRow row, @Nullable Object[] base, @Nullable Period shared, RowProblems problems) {
        List<TypedRow> rows = new ArrayList<>(slots.size());
        for (WideSlot slot : slots) {
            Cell cell = row.cell(slot.column().column());
            if (CellText.isBlank(cell) || totals.leavesOut(row, slot.column())) {
                continue;
            }
            Parsed parsed = value.parser().parse(cell);
            Period period = slot.headingPeriod() == null ? shared : slot.headingPeriod();
            if (!slot.isReadable()) {
                slot.tell(problems, unpivot.value(), unpivot.dimension());
            } else if (!parsed.isReadable()) {
                problems.add(unpivot.value(), cell, parsed);
            } else if (period != null) {
                rows.add(row(base.clone(), slot, parsed, period));
            }
        }
        return rows;
    }

    private TypedRow row(@Nullable Object[] values, WideSlot slot, Parsed parsed, Period period) {
        if (dimension != null) {
            dimension.put(slot.dimension(), values);
        }
        value.put(parsed, values);
        List<@Nullable Object> all = Arrays.asList(values);
        return new TypedRow(table.dataset(), period, table.rowKey(period, all), all);
    }

    /** Whether at least one wide cell of a row can be read as its type. */
    boolean hasReadable(SheetRow row) {
        for (WideSlot slot : slots) {
            Cell cell = row.cell(slot.column().column());
            if (!CellText.isBlank(cell) && value.parser().parse(cell).isReadable()) {
                return true;
            }
        }
        return false;
    }
}
