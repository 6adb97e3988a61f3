package org.datawarp.author.roundtrip;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.author.table.InspectedSheet;
import org.datawarp.author.table.SheetInspector;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.schemas.row.SheetRow;

/** Keeps the rows of each sheet, and an inspector's results for them. */
final class ReadSheets implements SheetSink {

    private final String file;
    private final List<Sheet> sheets = new ArrayList<>();
    private SheetHeader header = new SheetHeader("", "", 0, false);
    private List<SheetRow> rows = new ArrayList<>();

    record Sheet(String name, List<SheetRow> rows, InspectedSheet inspected) {}

    ReadSheets(String file) {
        this.file = file;
    }

    List<Sheet> sheets() {
        return sheets;
    }

    @Override
    public void opened(SheetHeader opened) {
        header = opened;
        rows = new ArrayList<>();
    }

    @Override
    public void row(SheetRow row) {
        rows.add(row);
    }

    @Override
    public void closed() {
        SheetInspector inspector = new SheetInspector(
                new SheetNames(file, header.member(), header.name(), header.hidden()), Integer.MAX_VALUE);
        rows.forEach(inspector::row);
        sheets.add(new Sheet(header.name(), rows, inspector.finish()));
    }

    @Override
    public void unreadable(String member, UnreadableFileException reason) {
        throw new AssertionError("Cannot read " + member, reason);
    }
}
