package org.datawarp.author.table;

import java.util.EnumMap;
import java.util.Map;

/** How many rows of a sheet are of each kind. Owned by one thread. */
final class RowCounts {

    private final Map<InspectedRowKind, Long> counts = new EnumMap<>(InspectedRowKind.class);

    void add(InspectedRowKind kind, long rows) {
        if (rows != 0) {
            counts.merge(kind, rows, Long::sum);
        }
    }

    void move(long rows, InspectedRowKind from, InspectedRowKind to) {
        add(from, -rows);
        add(to, rows);
    }

    long sum() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<InspectedRowKind, Long> toMap() {
        Map<InspectedRowKind, Long> found = new EnumMap<>(counts);
        found.values().removeIf(rows -> rows == 0);
        return found;
    }
}
