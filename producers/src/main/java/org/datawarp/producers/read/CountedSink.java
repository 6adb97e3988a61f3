package org.datawarp.producers.read;

import java.io.IOException;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;

/**
 * Counts the text that a file yields: a workbook of 100 KB can repeat one shared text of a megabyte ten thousand times,
 * or one row a million times. Owned by one reading.
 */
final class CountedSink implements SheetSink {

    /** The cost of a row for its receiver, in characters. */
    private static final int ROW_COST = 16;

    /** How many cells, including blank ones, cost as much as one character. */
    private static final int CELLS_A_CHARACTER = 8;

    private final SheetSink sink;
    private final String where;
    private final long limit;
    private final long mostCells;
    private long left;
    private long cells;

    /** @param limit most characters, or other content of the same cost */
    CountedSink(SheetSink sink, String where, long limit, long mostCells) {
        this.sink = sink;
        this.where = where;
        this.limit = limit;
        this.left = limit;
        this.mostCells = mostCells;
    }

    @Override
    public void opened(SheetHeader header) throws IOException {
        sink.opened(header);
    }

    @Override
    public void row(SheetRow row) throws IOException {
        left -= ROW_COST + row.cells().size() / CELLS_A_CHARACTER;
        for (Cell cell : row.cells()) {
            left -= cell.text().length() + cell.format().length();
        }
        cells += row.cells().size();
        if (cells > mostCells) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG, where, "more than " + mostCells + " cells", "at most that many");
        }
        if (left < 0) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    where,
                    "more than " + limit + " characters in its rows",
                    "at most " + limit + " for a file of its size");
        }
        sink.row(row);
    }

    @Override
    public void closed() throws IOException {
        sink.closed();
    }

    @Override
    public void unreadable(String member, UnreadableFileException reason) throws IOException {
        sink.unreadable(member, reason);
    }
}
