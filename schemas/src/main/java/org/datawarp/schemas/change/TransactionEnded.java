package org.datawarp.schemas.change;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All changes of a transaction stand in the change topics.
 *
 * @param endLsn the position of its end in the write-ahead log: grows from one transaction to the next, so a
 *     transaction that is delivered again is recognised by it
 * @param counts how many changes each dataset has, by its name; of a snapshot, also the datasets that have no rows
 * @param commit the {@link Commit} that the transaction promoted, as JSON; null when it was not a promotion
 */
public record TransactionEnded(
        long transaction,
        long endLsn,
        Instant committedAt,
        Map<String, Long> counts,
        @Nullable String commit) implements TransactionMessage {

    public TransactionEnded {
        counts = Map.copyOf(counts);
    }
}
