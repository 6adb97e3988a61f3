package org.datawarp.sinks.parquet;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the last change of each row among the messages of a topic. A topic of many rows is read several times, so that memory
 * stays the same. Owned by one thread.
 */
public final class LastChanges {

    /** The rows of one pass. Each takes about 100 bytes. */
    private static final int MOST_ROWS = 500_000;

    private final long first;
    private final int passes;
    private final Map<RowId, Long> offsets = new HashMap<>();
    private final BitSet last = new BitSet();

    /**
     * Expects messages from an offset on.
     *
     * @param rows about how many there are
     */
    public LastChanges(long first, long rows) {
        this.first = first;
        this.passes = Math.toIntExact(1 + rows / MOST_ROWS);
    }

    /** How often all messages are to be added, each time followed by {@link #endPass}. */
    public int passes() {
        return passes;
    }

    /** @param key of the message: the row's identity */
    public void add(int pass, byte[] key, long offset) {
        RowId row = RowId.of(key);
        if (Math.floorMod(row.hashCode(), passes) == pass) {
            offsets.put(row, offset);
        }
    }

    /** Ends a pass, in which all messages were added. */
    public void endPass() {
        offsets.values().forEach(offset -> last.set(index(offset)));
        offsets.clear();
    }

    /** Whether no later message concerns the same row. */
    public boolean isLast(long offset) {
        return last.get(index(offset));
    }

    private int index(long offset) {
        return Math.toIntExact(offset - first);
    }
}
