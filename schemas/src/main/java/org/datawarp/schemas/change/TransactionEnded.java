package org.datawarp.schemas.change;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All changes of a transaction are in the change topics.
 *
 * @param endLsn the position of its end in the write-ahead log. It grows from one transaction to the next, so it
 *     identifies a transaction that is delivered again
 * @param counts how many changes each dataset has, by its name; in a snapshot, also the datasets without rows
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
