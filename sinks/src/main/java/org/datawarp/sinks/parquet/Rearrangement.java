package org.datawarp.sinks.parquet;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.datawarp.schemas.change.ChangeColumn;
import org.jspecify.annotations.Nullable;

/** Puts rows of some columns into the order of others, which have at least these. */
final class Rearrangement {

    private final int[] targets;
    private final int width;

    Rearrangement(List<ChangeColumn> from, PartColumns to) {
        this.targets = from.stream()
                .mapToInt(column -> Objects.requireNonNull(to.position(column.name()), column.name()))
                .toArray();
        this.width = to.size();
    }

    List<@Nullable Object> apply(List<@Nullable Object> row) {
        @Nullable Object[] arranged = new @Nullable Object[width];
        for (int i = 0; i < targets.length; i++) {
            arranged[targets[i]] = row.get(i);
        }
        return Arrays.asList(arranged);
    }
}
