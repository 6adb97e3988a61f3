package org.datawarp.sinks.catalog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.name.DatasetName;

/**
 * A transaction whose changes are all in the topics.
 *
 * @param counts how many changes each dataset has, without those that have none
 * @param endsSnapshot whether it completes a snapshot of all rows in the database: a dataset that it does not count has
 *     none
 * @param commits the releases that it made visible, in their order
 * @param capturedAt when its end was written to Kafka
 * @param nextOffset of the transactions topic, after its end
 */
record EndedTransaction(
        long id,
        long endLsn,
        Map<DatasetName, Long> counts,
        boolean endsSnapshot,
        List<Commit> commits,
        Instant capturedAt,
        long nextOffset) {

    static EndedTransaction of(TransactionEnded message, Instant capturedAt, long nextOffset) {
        Map<DatasetName, Long> counts = new LinkedHashMap<>();
        message.counts().forEach((dataset, count) -> {
            if (count > 0) {
                counts.put(new DatasetName(dataset), count);
            }
        });
        return new EndedTransaction(
                message.transaction(),
                message.endLsn(),
                counts,
                message.transaction() < 0 && (!message.counts().isEmpty() || message.commit() == null),
                Optional.ofNullable(message.commit()).map(CommitJson::read).orElse(List.of()),
                capturedAt,
                nextOffset);
    }

    /**
     * Whether it holds all rows of its datasets rather than changes: what the database held when capture began. Such
     * transactions have negative ids.
     */
    boolean isSnapshot() {
        return id < 0;
    }

    /** Changes of all datasets. */
    long changes() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The datasets of the release that it promoted. */
    List<DatasetName> promoted() {
        return commits.stream()
                .flatMap(release -> release.datasets().stream())
                .map(committed -> committed.table().dataset())
                .toList();
    }
}
