package org.datawarp.sinks.parquet;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.datawarp.schemas.catalog.PeriodRows;
import org.jspecify.annotations.Nullable;

/** Counts rows by period. Owned by one thread. */
final class PeriodCounter {

    private final TreeMap<PeriodKey, Count> counts = new TreeMap<>();
    private @Nullable PeriodKey lastPeriod;
    private @Nullable Count last;

    /** @param row in the order of {@link PartColumns} */
    void add(List<@Nullable Object> row) {
        count(row).rows++;
    }

    private Count count(List<@Nullable Object> row) {
        // Rows of a period are adjacent.
        if (last != null
                && lastPeriod != null
                && lastPeriod.start().equals(row.get(0))
                && lastPeriod.end().equals(row.get(1))
                && lastPeriod.kind().equals(row.get(2))) {
            return last;
        }
        PeriodKey period = new PeriodKey(
                (LocalDate) Objects.requireNonNull(row.get(0), "period_start"),
                (LocalDate) Objects.requireNonNull(row.get(1), "period_end"),
                (String) Objects.requireNonNull(row.get(2), "period_kind"));
        Count count = counts.computeIfAbsent(period, absent -> new Count());
        lastPeriod = period;
        last = count;
        return count;
    }

    /** What was counted, in the order of the periods. */
    List<PeriodRows> toList() {
        return counts.entrySet().stream()
                .map(entry -> rows(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static PeriodRows rows(PeriodKey period, Count count) {
        return new PeriodRows(period.start(), period.end(), period.kind(), count.rows);
    }

    private static final class Count {
        private long rows;
    }
}
