package org.datawarp.sinks.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pending changes of rows in existing parts: one entry for each row, however often it changed. Owned by one thread.
 */
final class PendingChanges {

    /** One row: as a part has it, and as it will be. */
    static final class Entry {

        /** What the parts hold; null when the row is new. */
        final @Nullable RowDigest original;

        /** Of the original; of the row when that is new. */
        final PeriodKey period;

        /** What they will hold; null when it is deleted. */
        @Nullable
        List<@Nullable Object> row;

        /** Another row with the same content. */
        @Nullable
        Entry twin;

        Entry(@Nullable RowDigest original, PeriodKey period, @Nullable List<@Nullable Object> row) {
            this.original = original;
            this.period = period;
            this.row = row;
        }
    }

    private final Map<RowId, Entry> entries = new LinkedHashMap<>();
    private int inserts;

    int size() {
        return entries.size();
    }

    int inserts() {
        return inserts;
    }

    boolean has(RowId id) {
        return entries.containsKey(id);
    }

    void insert(RowId id, PeriodKey period, List<@Nullable Object> row) {
        Entry entry = entries.get(id);
        if (entry != null) {
            entry.row = row;
        } else {
            entries.put(id, new Entry(null, period, row));
            inserts++;
        }
    }

    void change(RowId id, RowDigest original, PeriodKey period, @Nullable List<@Nullable Object> row) {
        Entry entry = entries.get(id);
        if (entry == null) {
            entries.put(id, new Entry(original, period, row));
        } else if (entry.original == null && row == null) {
            entries.remove(id);
            inserts--;
        } else {
            entry.row = row;
        }
    }

    /** Takes the new rows, by period, in the order in which they came. */
    Map<PeriodKey, List<List<@Nullable Object>>> takeInserts() {
        Map<PeriodKey, List<List<@Nullable Object>>> taken = new LinkedHashMap<>();
        entries.values().removeIf(entry -> {
            if (entry.original != null) {
                return false;
            }
            if (entry.row != null) {
                taken.computeIfAbsent(entry.period, period -> new ArrayList<>()).add(entry.row);
            }
            return true;
        });
        inserts = 0;
        return taken;
    }

    /** Takes the changes of rows that parts hold, by period and content. */
    Map<PeriodKey, Map<RowDigest, Entry>> takeChanges(RowHasher hasher) {
        Map<PeriodKey, Map<RowDigest, Entry>> taken = new LinkedHashMap<>();
        entries.values().removeIf(entry -> {
            if (entry.original == null) {
                return false;
            }
            boolean same = entry.row != null && hasher.digest(entry.row).equals(entry.original);
            if (!same) {
                entry.twin = taken.computeIfAbsent(entry.period, period -> new LinkedHashMap<>())
                        .put(entry.original, entry);
            }
            return true;
        });
        return taken;
    }

    /** Converts every row to other columns. */
    void rearrange(Rearrangement to) {
        entries.values().forEach(entry -> {
            if (entry.row != null) {
                entry.row = to.apply(entry.row);
            }
        });
    }
}
