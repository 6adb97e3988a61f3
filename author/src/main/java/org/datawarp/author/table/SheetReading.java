package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.author.cell.NoteMarks;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.LabelRow;

/** Reads the rows of a sheet whose layout is known: those of the window at once, the rest one by one. */
final class SheetReading {

    /** At most this many labels wait for the data that makes them sections. */
    private static final int MOST_WAITING = 50;

    private final SheetNames names;
    private final SheetWindow window;
    private final SheetLayoutDraft layout;
    private final RowCounts counts;
    private final int rowsKept;
    private final List<TableReading> readings = new ArrayList<>();
    private final Map<TableTail, TableReading> open = new LinkedHashMap<>();
    private final List<String> waiting = new ArrayList<>();

    SheetReading(SheetNames names, SheetWindow window, RowCounts counts, int rowsKept) {
        this.names = names;
        this.window = window;
        this.counts = counts;
        this.rowsKept = rowsKept;
        this.layout = SheetPurpose.isWorkings(names, window)
                ? new SheetLayoutDraft(List.of(), false)
                : SheetLayoutDraft.of(window, names);
        readWindow();
    }

    private void readWindow() {
        NoteMarks marks = new NoteMarks(remarks());
        if (!layout.pairs()) {
            for (TableDraft table : layout.tables()) {
                readings.add(new TableReading(table, until(table), marks, rowsKept));
            }
        }
        for (int row = 0; row < window.size(); row++) {
            InspectedRowKind kind = layout.kind(window, row);
            counts.add(kind, 1);
            boolean owned = false;
            for (TableReading reading : readings) {
                owned |= read(reading, row, !owned);
            }
        }
    }

    /** @return whether the row is data of the table */
    private boolean read(TableReading reading, int row, boolean owner) {
        TableDraft table = reading.table();
        boolean within = row >= table.first() && row <= table.last();
        if (within && table.kind(row) == InspectedRowKind.SECTION) {
            reading.rows().section(label(table.strip(), row));
        }
        boolean data = within
                && table.kind(row) == InspectedRowKind.DATA
                && table.strip().filled(row) > 0;
        if (data) {
            reading.rows().data(window.row(row), owner);
        }
        return data;
    }

    private static String label(Strip strip, int row) {
        SheetRow whole = strip.window().row(row);
        return LabelRow.is(whole) ? LabelRow.text(whole) : strip.firstText(row);
    }

    /** Texts outside the tables' data, each as a line. */
    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (int row = 0; row < window.size(); row++) {
            if (layout.kind(window, row) == InspectedRowKind.NOTE) {
                Strip whole = new Strip(window, 0, window.width());
                int at = row;
                remarks.add(String.join(
                        " ",
                        whole.filledColumns(row).stream()
                                .map(column -> window.text(at, column))
                                .toList()));
            }
        }
        return remarks;
    }

    private int until(TableDraft table) {
        return layout.tables().stream()
                .filter(other -> other.strip().equals(table.strip()) && other.first() > table.first())
                .mapToInt(TableDraft::top)
                .map(top -> titleTop(table, top))
                .min()
                .orElse(window.size());
    }

    /** The rows right above the next table are its title. */
    private int titleTop(TableDraft table, int top) {
        int row = top;
        while (row > table.last() + 1 && table.strip().filled(row - 1) > 0) {
            row--;
        }
        return row;
    }

    /** Holds back no more rows: later rows belong to the tables that reach the end of the window. */
    void openTails() {
        for (TableReading reading : readings) {
            if (reading.table().last() == window.size() - 1) {
                open.put(new TableTail(reading.table()), reading);
            }
        }
    }

    void tail(SheetRow row) {
        InspectedRowKind found = row.isBlank() ? InspectedRowKind.BLANK : InspectedRowKind.NOTE;
        boolean owned = false;
        for (Map.Entry<TableTail, TableReading> entry : open.entrySet()) {
            TableTail tail = entry.getKey();
            InspectedRowKind kind = tail.kind(row);
            if (kind == InspectedRowKind.DATA) {
                TableReading reading = entry.getValue();
                flush(reading);
                reading.rows().data(row, !owned);
                owned = true;
                found = kind;
            } else if (kind == InspectedRowKind.HEADING && !owned) {
                found = kind;
            } else if (kind == InspectedRowKind.SECTION && open.size() == 1 && waiting.size() < MOST_WAITING) {
                waiting.add(tail.label(row));
            }
        }
        counts.add(found, 1);
    }

    /** Data follows: the labels that waited are sections. They were counted as notes. */
    private void flush(TableReading reading) {
        waiting.forEach(reading.rows()::section);
        counts.move(waiting.size(), InspectedRowKind.NOTE, InspectedRowKind.SECTION);
        waiting.clear();
    }

    InspectedSheet finish() {
        for (TableReading reading : readings) {
            counts.move(reading.rows().ownTotals(), InspectedRowKind.DATA, InspectedRowKind.TOTAL);
        }
        return new InspectedSheet(names.sheetName(), names.hidden(), kind(), counts.sum(), counts.toMap(), tables());
    }

    private SheetKind kind() {
        if (!layout.tables().isEmpty()) {
            return layout.pairs() ? SheetKind.KEY_VALUE : SheetKind.DATA;
        }
        return SheetPurpose.isWorkings(names, window) ? SheetKind.WORKINGS : SheetPurpose.withoutTables(names, window);
    }

    private List<InspectedTable> tables() {
        if (layout.pairs()) {
            return layout.tables().stream()
                    .map(table -> PairTable.of(table, until(table), names, rowsKept))
                    .toList();
        }
        List<String> above =
                readings.isEmpty() ? List.of() : readings.get(0).surroundings().above();
        return readings.stream()
                .sorted(Comparator.comparingInt(
                                (TableReading reading) -> reading.table().top())
                        .thenComparingInt(reading -> reading.table().strip().from()))
                .map(reading -> reading.finish(names, above))
                .toList();
    }
}
