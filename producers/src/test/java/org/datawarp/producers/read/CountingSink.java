package org.datawarp.producers.read;

import java.util.function.Consumer;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;

/** Counts rows and keeps nothing, for files that are too large to keep. */
final class CountingSink implements SheetSink {

    private Consumer<UnreadableReason> refusals = reason -> {};
    private long rows;
    private long cells;
    private long chars;
    private int widest;

    long rows() {
        return rows;
    }

    long cells() {
        return cells;
    }

    long chars() {
        return chars;
    }

    int widest() {
        return widest;
    }

    @Override
    public void opened(SheetHeader header) {}

    @Override
    public void row(SheetRow row) {
        rows++;
        cells += row.cells().size();
        widest = Math.max(widest, row.cells().size());
        for (Cell cell : row.cells()) {
            chars += cell.text().length();
        }
    }

    @Override
    public void closed() {}

    @Override
    public void unreadable(String member, UnreadableFileException reason) {
        refusals.accept(reason.reason());
    }

    /** Reports why members were refused. */
    CountingSink also(Consumer<UnreadableReason> consumer) {
        refusals = consumer;
        return this;
    }
}
