package org.datawarp.sinks.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.datawarp.sinks.parquet.PendingChanges.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a part with changed rows in place and without deleted ones. Row groups without such rows are kept.
 *
 * <p>Owned by one thread.
 */
final class PartRewrite {

    private final PartColumns columns;
    private final RowHasher hasher;
    private final Map<PeriodKey, Map<RowDigest, Entry>> changes;
    private final int groupRows;

    /**
     * @param changes by period and content; what is found is taken out
     * @param groupRows how many rows a row group has at most
     */
    PartRewrite(PartColumns columns, Map<PeriodKey, Map<RowDigest, Entry>> changes, int groupRows) {
        this.columns = columns;
        this.hasher = new RowHasher(columns);
        this.changes = changes;
        this.groupRows = groupRows;
    }

    /** Whether a part holds a row that changes. */
    boolean concerns(Path part) throws IOException {
        try (PartReader in = new PartReader(part, columns)) {
            for (BlockMetaData group : in.groups()) {
                if (!GroupPeriods.mayHold(group, changes.keySet())) {
                    in.skipGroup();
                } else if (concerns(in, group.getRowCount())) {
                    return true;
                }
            }
            return false;
        }
    }

    private boolean concerns(PartReader in, long rows) throws IOException {
        for (long left = rows; left > 0; left--) {
            List<@Nullable Object> row = Objects.requireNonNull(in.read());
            Map<RowDigest, Entry> period = changesOf(row);
            if (period != null && period.containsKey(hasher.digest(row))) {
                return true;
            }
        }
        return false;
    }

    /** Copies a part's rows with the changes. Its file must stay until what it is copied to is finished. */
    void copy(Path part, PartAssembly to) throws IOException {
        try (PartReader in = new PartReader(part, columns)) {
            boolean mayStay = in.isOf(columns);
            for (BlockMetaData group : in.groups()) {
                if (mayStay && isLarge(group) && !GroupPeriods.mayHold(group, changes.keySet())) {
                    in.skipGroup();
                    to.append(part, group);
                } else {
                    copy(in, group.getRowCount(), to);
                }
            }
        }
    }

    /** A small group is merged with its neighbours; otherwise each change would add more of them. */
    private boolean isLarge(BlockMetaData group) {
        return group.getRowCount() >= groupRows / 2 || group.getTotalByteSize() >= PartWriter.GROUP_BYTES / 2;
    }

    private void copy(PartReader in, long rows, PartAssembly to) throws IOException {
        for (long left = rows; left > 0; left--) {
            List<@Nullable Object> row = Objects.requireNonNull(in.read());
            Entry change = take(row);
            List<@Nullable Object> now = change == null ? row : change.row;
            if (now != null) {
                to.write(now);
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
