package org.datawarp.producers.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;

/** Keeps what a reader returns, and fails when the order is not the one that {@link SheetSink} defines. */
final class ReadSheets implements SheetSink {

    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<String, UnreadableFileException> unreadable = new LinkedHashMap<>();
    private boolean open;

    /** One sheet and its rows, in the order in which they came. */
    record Sheet(SheetHeader header, List<SheetRow> rows) {

        SheetRow row(int number) {
            return rows.stream()
                    .filter(row -> row.row() == number)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No row " + number + " in " + header.name()));
        }

        /** @param column from 0 */
        String text(int number, int column) {
            return row(number).cell(column).text();
        }

        List<List<String>> texts() {
            return rows.stream()
                    .map(row -> row.cells().stream().map(Cell::text).toList())
                    .toList();
        }
    }

    List<Sheet> sheets() {
        return sheets;
    }

    Sheet only() {
        if (sheets.size() != 1) {
            throw new AssertionError("Expected one sheet but found " + names());
        }
        return sheets.get(0);
    }

    Sheet named(String name) {
        return sheets.stream()
                .filter(sheet -> sheet.header().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No sheet " + name + " in " + names()));
    }

    List<String> names() {
        return sheets.stream().map(sheet -> sheet.header().name()).toList();
    }

    List<String> members() {
        return sheets.stream().map(sheet -> sheet.header().member()).toList();
    }

    boolean allClosed() {
        return !open;
    }

    Map<String, UnreadableFileException> unreadable() {
        return unreadable;
    }

    @Override
    public void opened(SheetHeader header) {
        require(!open, "a sheet was opened before the last was closed");
        open = true;
        sheets.add(new Sheet(header, new ArrayList<>()));
    }

    @Override
    public void row(SheetRow row) {
        require(open, "a row came outside a sheet");
        List<SheetRow> rows = sheets.get(sheets.size() - 1).rows();
        require(rows.isEmpty() || rows.get(rows.size() - 1).row() < row.row(), "row numbers did not rise");
        boolean blank = row.cells().stream().allMatch(cell -> cell.kind() == CellKind.BLANK);
        require(row.cells().isEmpty() || !blank, "a blank row had cells");
        rows.add(row);
    }

    @Override
    public void closed() {
        require(open, "a sheet was closed twice");
        open = false;
    }

    @Override
    public void unreadable(String member, UnreadableFileException reason) {
        open = false;
        unreadable.put(member, reason);
    }

    private static void require(boolean holds, String broken) {
        if (!holds) {
            throw new AssertionError(broken);
        }
    }
}
