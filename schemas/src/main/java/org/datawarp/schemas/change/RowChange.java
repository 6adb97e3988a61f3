package org.datawarp.schemas.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row-level change of a dataset, as committed.
 *
 * @param transaction the database transaction's id: connects a change to its {@link TransactionEnded}
 * @param order the change's number within its transaction, from 1; larger is later
 * @param before the row before, in the codec's columns; null when inserted
 * @param after the row after; null when deleted
 */
public record RowChange(
        Operation operation,
        long transaction,
        long order,
        @Nullable List<@Nullable Object> before,
        @Nullable List<@Nullable Object> after) {

    public RowChange {
        before = before == null ? null : Collections.unmodifiableList(new ArrayList<>(before));
        after = after == null ? null : Collections.unmodifiableList(new ArrayList<>(after));
    }
}
