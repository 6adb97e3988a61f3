package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.Unpivot;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.Cell;
import org.datawarp.streams.layout.TableRegion;
import org.datawarp.streams.layout.WideColumn;
import org.jspecify.annotations.Nullable;

/**
 * A wide column with what its heading says.
 *
 * @param dimension the heading's value for the dimension; nothing when the heading is a period
 * @param period the heading's period; nothing when it is a value
 */
record WideSlot(WideColumn column, Parsed dimension, Parsed period) {

    /** @param rowsSayPeriod whether rows give their period, so that a heading without a dimension need not */
    static List<WideSlot> of(TableRegion region, Marks marks, boolean rowsSayPeriod) {
        Unpivot unpivot = region.dataset().unpivot();
        List<WideSlot> slots = new ArrayList<>();
        if (unpivot == null) {
            return slots;
        }
        Field dimension = unpivot.dimension();
        CellParser values = dimension == null ? null : new CellParser(dimension, marks);
        PeriodText periods =
                new PeriodText(unpivot.value().format(), region.dataset().periodKind());
        for (WideColumn column : region.wide()) {
            Parsed value = values == null ? Parsed.BLANK : values.parse(Cell.text(column.value()));
            boolean isPeriod = dimension == null && !rowsSayPeriod;
            slots.add(new WideSlot(column, value, isPeriod ? periods.read(column.value()) : Parsed.BLANK));
        }
        return slots;
    }

    /** Whether the heading can be read. If not, every row has that problem. */
    boolean isReadable() {
        return dimension.isReadable() && period.isReadable();
    }

    /** Adds what is wrong with the heading to a row's problems. */
    void tell(RowProblems problems, Field value, @Nullable Field dimensionField) {
        Parsed unreadable = dimension.isReadable() ? period : dimension;
        problems.add(
                dimensionField == null ? value : dimensionField,
                Objects.requireNonNull(unreadable.problem()),
                column.heading(),
                unreadable.expected());
    }

    @Nullable
    Period headingPeriod() {
        return (Period) period.value();
    }
}
