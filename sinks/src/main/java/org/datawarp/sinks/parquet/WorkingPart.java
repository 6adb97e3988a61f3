package org.datawarp.sinks.parquet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.PeriodRows;
import org.jspecify.annotations.Nullable;

/**
 * A part while changes are folded: one of the last commit, or one on disk that is not committed yet.
 *
 * @param number its place in age; kept when it is rewritten
 * @param stored null when it is new
 * @param local null when it is as the last commit has it
 */
record WorkingPart(
        long number, @Nullable Part stored, @Nullable LocalPart local, Set<PeriodKey> periods) {

    static WorkingPart of(Part stored) {
        return new WorkingPart(numberOf(stored.key()), stored, null, keys(stored.periods()));
    }

    static WorkingPart of(long number, LocalPart local) {
        return new WorkingPart(number, null, local, keys(local.periods()));
    }

    private static Set<PeriodKey> keys(List<PeriodRows> periods) {
        Set<PeriodKey> keys = new HashSet<>();
        periods.forEach(period -> keys.add(PeriodKey.of(period)));
        return keys;
    }

    /** The number in a key such as {@code datasets/adhd/adhd-000012-1a2b3c4d.parquet}. */
    private static long numberOf(String key) {
        int end = key.lastIndexOf('-');
        return Long.parseLong(key.substring(key.lastIndexOf('-', end - 1) + 1, end));
    }

    long bytes() {
        return local != null ? local.bytes() : stored == null ? 0 : stored.bytes();
    }

    long rows() {
        return local != null ? local.rows() : stored == null ? 0 : stored.rows();
    }

    /** The period that orders it among the others. */
    PeriodKey firstPeriod() {
        return periods.stream()
                .min(PeriodKey::compareTo)
                .orElseThrow(() -> new IllegalStateException("A part has rows, and so a period"));
    }
}
