package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.author.cell.SheetNames;
import org.jspecify.annotations.Nullable;

/**
 * Which tables a window holds.
 *
 * @param tables from left to right, those of a strip from top to bottom
 * @param pairs whether the tables are labels with one value each
 */
record SheetLayoutDraft(List<TableDraft> tables, boolean pairs) {

    /** Without a heading, fewer fields or records are not a table. */
    private static final int FEWEST_FIELDS = 3;

    private static final int FEWEST_RECORDS = 3;

    SheetLayoutDraft {
        tables = List.copyOf(tables);
    }

    static SheetLayoutDraft of(SheetWindow window, SheetNames names) {
        Plausible plausible = new Plausible(names);
        TableDraft records = records(window);
        SheetLayoutDraft found = records == null ? figures(window, plausible) : alone(records);
        TableDraft plain = plausible.isProseSheet() || found.isHeaded() ? null : PlainRecords.find(window);
        if (plain != null) {
            return alone(plain);
        }
        return found.tables().isEmpty() && !plausible.isProseSheet() ? words(window) : found;
    }

    private static SheetLayoutDraft alone(TableDraft table) {
        return new SheetLayoutDraft(List.of(table), false);
    }

    /** Whether there are headings, or labels in their place. */
    private boolean isHeaded() {
        return pairs || tables.stream().anyMatch(table -> !table.heading().isEmpty());
    }

    /** Tables with figures; if there is none, labels with one value each. */
    private static SheetLayoutDraft figures(SheetWindow window, Plausible plausible) {
        List<TableDraft> tables = new ArrayList<>();
        List<TableDraft> pairs = new ArrayList<>();
        for (Strip strip : Strips.of(window)) {
            for (TableDraft draft : new TableFinder(strip).find()) {
                if (plausible.isPairs(draft)) {
                    pairs.add(draft);
                } else if (plausible.isTable(draft)) {
                    tables.add(draft);
                }
            }
        }
        return tables.isEmpty() ? new SheetLayoutDraft(pairs, !pairs.isEmpty()) : new SheetLayoutDraft(tables, false);
    }

    /** A table without figures. */
    private static SheetLayoutDraft words(SheetWindow window) {
        return new SheetLayoutDraft(
                new WordTables(new Strip(window, 0, window.width()))
                        .find().stream().toList(),
                false);
    }

    /** The table of a text file without a heading, each row a record of as many fields; null for other files. */
    private static @Nullable TableDraft records(SheetWindow window) {
        int fields = window.recordWidth();
        if (fields < FEWEST_FIELDS) {
            return null;
        }
        List<TableDraft> found = new TableFinder(new Strip(window, 0, fields)).find();
        boolean whole = found.size() == 1
                && found.get(0).heading().isEmpty()
                && found.get(0).dataRows().size() == window.size();
        return whole && window.size() >= FEWEST_RECORDS ? found.get(0) : null;
    }

    /** The kind of a row of the window, over all tables. */
    InspectedRowKind kind(SheetWindow window, int row) {
        InspectedRowKind found = InspectedRowKind.BLANK;
        for (int column = 0; column < window.width() && found == InspectedRowKind.BLANK; column++) {
            found = window.isBlank(row, column) ? found : InspectedRowKind.NOTE;
        }
        for (TableDraft table : tables) {
            if (row >= table.first() && row <= table.last() && rank(table.kind(row)) > rank(found)) {
                found = table.kind(row);
            }
        }
        return found;
    }

    /** A row that is data for one table is data for the sheet. */
    private static int rank(InspectedRowKind kind) {
        return switch (kind) {
            case DATA -> 7;
            case TOTAL -> 6;
            case HEADING -> 5;
            case UNIT -> 4;
            case SECTION -> 3;
            case NOTE -> 2;
            case BLANK -> 1;
        };
    }
}
