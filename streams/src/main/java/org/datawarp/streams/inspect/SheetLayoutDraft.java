package org.datawarp.streams.inspect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tables a window holds.
 *
 * @param tables from left to right, those of a strip from top to bottom
 * @param pairs whether the tables are labels with one value each
 */
record SheetLayoutDraft(List<TableDraft> tables, boolean pairs) {

    SheetLayoutDraft {
        tables = List.copyOf(tables);
    }

    static SheetLayoutDraft of(SheetWindow window, SheetNames names) {
        Plausible plausible = new Plausible(names);
        TableDraft plain = plausible.isProseSheet() ? null : PlainRecords.find(window);
        TableDraft records = records(window);
        if (records != null) {
            return new SheetLayoutDraft(List.of(plain == null ? records : plain), false);
        }
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
        if (plain != null
                && pairs.isEmpty()
                && tables.stream().allMatch(table -> table.heading().isEmpty())) {
            return new SheetLayoutDraft(List.of(plain), false);
        }
        if (tables.isEmpty() && pairs.isEmpty() && !plausible.isProseSheet()) {
            new WordTables(new Strip(window, 0, window.width())).find().ifPresent(tables::add);
        }
        return tables.isEmpty() ? new SheetLayoutDraft(pairs, !pairs.isEmpty()) : new SheetLayoutDraft(tables, false);
    }

    /** A text file without a heading, each row a record of as many fields; null when it is not that. */
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

    /** Fewer fields or records, without a heading, are no table. */
    private static final int FEWEST_FIELDS = 3;

    private static final int FEWEST_RECORDS = 3;

    /** What a row of the window is, all tables considered. */
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

    /** A row that is data for one table is so for the sheet. */
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
