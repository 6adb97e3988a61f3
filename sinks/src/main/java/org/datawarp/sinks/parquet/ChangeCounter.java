package org.datawarp.sinks.parquet;

import java.util.List;
import java.util.TreeMap;
import org.datawarp.schemas.catalog.PeriodChanges;
import org.datawarp.schemas.change.Operation;
import org.jspecify.annotations.Nullable;

/** Counts changes by period. Owned by one thread. */
final class ChangeCounter {

    private final TreeMap<PeriodKey, Count> counts = new TreeMap<>();
    private @Nullable PeriodKey lastPeriod;
    private @Nullable Count last;

    /** @param period of the row before the change; of a new row, its own */
    void add(Operation operation, PeriodKey period) {
        Count count = count(period);
        switch (operation) {
            case INSERT -> count.inserted++;
            case UPDATE -> count.updated++;
            case DELETE -> count.deleted++;
        }
    }

    private Count count(PeriodKey period) {
        // Changes of a period are adjacent.
        if (last == null || !period.equals(lastPeriod)) {
            last = counts.computeIfAbsent(period, absent -> new Count());
            lastPeriod = period;
        }
        return last;
    }

    /** What was counted, in the order of the periods. */
    List<PeriodChanges> toList() {
        return counts.entrySet().stream()
                .map(entry -> changes(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static PeriodChanges changes(PeriodKey period, Count count) {
        return new PeriodChanges(
                period.start(), period.end(), period.kind(), count.inserted, count.updated, count.deleted);
    }

    private static final class Count {
        private long inserted;
        private long updated;
        private long deleted;
    }
}
