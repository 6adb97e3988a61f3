package org.datawarp.sinks.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows into parts, one after the other, each up to the limit of a part.
 *
 * <p>Owned by one thread. Closing discards the unfinished part; finished ones are the caller's.
 */
final class PartRoller implements Closeable {

    /** The size is checked once in this many rows: a check takes longer than writing a row. */
    private static final int ROWS_PER_CHECK = 1024;

    private final PartFiles files;
    private final PartColumns columns;
    private final FoldLimits limits;
    private final List<LocalPart> finished = new ArrayList<>();
    private @Nullable PartWriter open;

    PartRoller(PartFiles files, PartColumns columns, FoldLimits limits) {
        this.files = files;
        this.columns = columns;
        this.limits = limits;
    }

    /** @return whether this row was the last of a part */
    boolean write(List<@Nullable Object> row) throws IOException {
        PartWriter writer = open;
        if (writer == null) {
            writer = new PartWriter(files.next(), columns, limits.groupRows());
            open = writer;
        }
        writer.write(row);
        boolean full = writer.rows() >= limits.rollRows()
                || (writer.rows() % ROWS_PER_CHECK == 0 && writer.bytes() >= limits.rollBytes());
        if (full) {
            roll();
        }
        return full;
    }

    private void roll() throws IOException {
        if (open != null) {
            finished.add(open.finish());
            open = null;
        }
    }

    /** The parts finished since the last call, in the order of their rows. */
    List<LocalPart> takeFinished() {
        List<LocalPart> taken = List.copyOf(finished);
        finished.clear();
        return taken;
    }

    /** Ends the open part and takes what is finished. */
    List<LocalPart> finish() throws IOException {
        roll();
        return takeFinished();
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
