package org.datawarp.streams.apply;

import java.util.List;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.jspecify.annotations.Nullable;

/** Reads the period that a row is about from its own cells: one cell that names it, or its start and its end. */
final class RowPeriod {

    private final List<FieldSlot> slots;
    private final List<PeriodText> texts;
    private final @Nullable PeriodKind kind;
    private final Period release;

    /**
     * @param slots of the fields of role period that the table has or the manifest gives: none, one, or start and end
     * @param release the period of the release
     */
    RowPeriod(List<FieldSlot> slots, @Nullable PeriodKind kind, Period release) {
        this.slots = List.copyOf(slots);
        this.kind = kind;
        this.release = release;
        PeriodKind each = slots.size() > 1 ? null : kind;
        this.texts =
                slots.stream().map(slot -> PeriodText.of(slot.field(), each)).toList();
    }

    /** Whether rows give their own period; otherwise their headings or the release do. */
    boolean isTold() {
        return !slots.isEmpty();
    }

    /** @return null when some cell is blank or unreadable, which is then a problem */
    @Nullable
    Period read(SheetRow row, RowProblems problems) {
        Period first = slots.isEmpty() ? release : read(row, 0, problems);
        if (slots.size() < 2) {
            return first;
        }
        Period last = read(row, 1, problems);
        return first == null || last == null ? null : join(first, last, row, problems);
    }

    private @Nullable Period read(SheetRow row, int index, RowProblems problems) {
        FieldSlot slot = slots.get(index);
        Cell cell = slot.cell(row);
        Parsed parsed = texts.get(index).read(cell);
        if (!parsed.isReadable()) {
            problems.add(slot.field(), cell, parsed);
        } else if (parsed.value() == null && slot.field().blank()) {
            return release;
        } else if (parsed.value() == null) {
            problems.add(slot.field(), Reason.MISSING_PERIOD, "", "the period that the row is about");
        }
        return (Period) parsed.value();
    }

    private @Nullable Period join(Period first, Period last, SheetRow row, RowProblems problems) {
        if (last.end().isBefore(first.start())) {
            FieldSlot slot = slots.get(1);
            problems.add(
                    slot.field(),
                    Reason.UNREADABLE_PERIOD,
                    slot.cell(row).text(),
                    "an end that is not before the start, " + first.start());
            return null;
        }
        return new Period(first.start(), last.end(), Spans.kind(first.start(), last.end(), kind));
    }
}
