package org.datawarp.producers.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.datawarp.schemas.row.SheetRow;

/**
 * Holds back the first rows of a sheet. Programs that write small files put rows or columns in any order, and most
 * formats list the merged cells after the rows. Later rows pass through. Owned by one reading.
 */
final class HeldRows {

    /** About 10 MB. */
    private static final int MOST_CELLS = 100_000;

    private static final Comparator<SheetRow> BY_NUMBER = Comparator.comparingInt(SheetRow::row);

    private final SheetSink sink;
    private final SheetMerges merges;
    private final MergesBehind behind;
    private final List<SheetRow> rows = new ArrayList<>();
    private int cells;
    private boolean holding = true;

    /** @param behind supplies the merged cells when there are too many rows to hold until the merged cells come */
    HeldRows(SheetSink sink, SheetMerges merges, MergesBehind behind) {
        this.sink = sink;
        this.merges = merges;
        this.behind = behind;
    }

    /** Reads the merged cells that follow the rows of a sheet, while the rows are being read. */
    interface MergesBehind {

        /** For a format that has them before or within the rows. */
        MergesBehind NONE = merges -> {};

        void read(SheetMerges merges) throws IOException;
    }

    /** Whether rows may still come in any order. */
    boolean isHolding() {
        return holding;
    }

    /** Adds a row below all others. */
    void add(SheetRow row) throws IOException {
        if (!holding) {
            sink.row(merges.on(row));
            return;
        }
        rows.add(row);
        cells += 1 + row.cells().size();
        if (cells > MOST_CELLS) {
            behind.read(merges);
            release();
        }
    }

    /** Removes and returns the row of this number; without cells when there is none. */
    SheetRow take(int number) {
        SheetRow wanted = new SheetRow(number, List.of());
        int index = Collections.binarySearch(rows, wanted, BY_NUMBER);
        return index < 0 ? wanted : rows.remove(index);
    }

    /** Inserts a row in its place. */
    void insert(SheetRow row) {
        int index = Collections.binarySearch(rows, row, BY_NUMBER);
        rows.add(-index - 1, row);
    }

    /** Passes on everything that is held back, except blank rows at the end. Nothing may be added after it. */
    void finish() throws IOException {
        while (!rows.isEmpty() && rows.get(rows.size() - 1).cells().isEmpty()) {
            rows.remove(rows.size() - 1);
        }
        release();
    }

    private void release() throws IOException {
        holding = false;
        for (SheetRow row : rows) {
            sink.row(merges.on(row));
        }
        rows.clear();
    }
}
