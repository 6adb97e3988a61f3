package org.datawarp.producers.read;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a workbook's cells share, by their number. The first are in memory, the rest on disk, so that a
 * workbook of a million different texts needs no more memory than one of a hundred thousand. Owned by one reading,
 * which closes it.
 */
final class SharedStrings implements Closeable {

    /** About 32 MB on the heap. Texts are numbered in order of first use, so the frequent ones come early. */
    static final int KEPT_COST = 32 << 20;

    /** The cost of a text besides its characters. */
    private static final int TEXT_COST = 64;

    private final Path workDirectory;
    private final List<Cell> kept = new ArrayList<>();
    private final ByteAllowance disk;
    private int costLeft;
    private @Nullable SpilledTexts spilled;

    /**
     * @param keptCost how many characters to keep in memory; each text has an additional cost of its own
     * @param mostBytes how many bytes the other texts may take on disk
     */
    SharedStrings(Path workDirectory, int keptCost, long mostBytes) {
        this.workDirectory = workDirectory;
        this.costLeft = keptCost;
        this.disk = new ByteAllowance(mostBytes);
    }

    void add(String text) throws IOException {
        costLeft -= TEXT_COST + text.length();
        if (spilled == null && costLeft >= 0) {
            kept.add(Cell.text(text));
            return;
        }
        if (spilled == null) {
            spilled = SpilledTexts.in(workDirectory);
        }
        disk.take((long) text.length() * Character.BYTES, "the texts that cells share");
        spilled.add(text);
    }

    int count() {
        return kept.size() + (spilled == null ? 0 : spilled.count());
    }

    /**
     * @param asking the rows that need the text, for the message
     * @throws UnreadableFileException when there is no such text
     */
    Cell cell(int index, RowCells asking) throws IOException {
        if (index >= 0 && index < kept.size()) {
            return kept.get(index);
        }
        if (spilled == null || index < 0 || index >= count()) {
            throw new UnreadableFileException(
                    UnreadableReason.MALFORMED,
                    asking.place(),
                    "shared text " + index,
                    "one of the " + count() + " that the workbook holds");
        }
        return spilled.cell(index - kept.size());
    }

    @Override
    public void close() throws IOException {
        if (spilled != null) {
            spilled.close();
        }
    }
}
