package org.datawarp.sinks.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.datawarp.sinks.parquet.PendingChanges.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part and writes it anew with changed rows in their place, without deleted ones, and with new ones at its end.
 *
 * <p>Owned by one thread.
 */
final class PartRewrite {

    private final PartColumns columns;
    private final RowHasher hasher;
    private final Map<PeriodKey, Map<RowDigest, Entry>> changes;

    /** @param changes by period and content; what is found is taken out */
    PartRewrite(PartColumns columns, Map<PeriodKey, Map<RowDigest, Entry>> changes) {
        this.columns = columns;
        this.hasher = new RowHasher(columns);
        this.changes = changes;
    }

    /** Whether a part holds a row that changes. */
    boolean concerns(Path part) throws IOException {
        try (PartReader in = new PartReader(part, columns)) {
            for (List<@Nullable Object> row = in.read(); row != null; row = in.read()) {
                Map<RowDigest, Entry> period = changesOf(row);
                if (period != null && period.containsKey(hasher.digest(row))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Copies a part's rows as they shall be. */
    void copy(Path part, PartRoller to) throws IOException {
        try (PartReader in = new PartReader(part, columns)) {
            for (List<@Nullable Object> row = in.read(); row != null; row = in.read()) {
                Entry change = take(row);
                List<@Nullable Object> now = change == null ? row : change.row;
                if (now != null) {
                    to.write(now);
                }
            }
        }
    }

    private @Nullable Entry take(List<@Nullable Object> row) {
        Map<RowDigest, Entry> period = changesOf(row);
        if (period == null) {
            return null;
        }
        RowDigest digest = hasher.digest(row);
        Entry entry = period.remove(digest);
        if (entry != null && entry.twin != null) {
            period.put(digest, entry.twin);
        }
        return entry;
    }

    private @Nullable Map<RowDigest, Entry> changesOf(List<@Nullable Object> row) {
        return changes.isEmpty() ? null : changes.get(columns.periodOf(row));
    }
}
