package org.datawarp.schemas.follow;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.schemas.change.TransactionBegan;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.name.DatasetName;
import org.jspecify.annotations.Nullable;

/** All that {@code datawarp.transactions} held at one time. Used by one thread. */
final class TransactionLog {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<Long, FollowedEnd> ends = new HashMap<>();
    private final Set<Long> begun = new HashSet<>();
    private final DatasetName dataset;
    private @Nullable FollowedEnd last;
    private @Nullable FollowedEnd lastOfDataset;
    private long lastTimestamp = -1;
    private long emptiedAt = -1;

    private TransactionLog(DatasetName dataset) {
        this.dataset = dataset;
    }

    static TransactionLog read(TopicCursor transactions, DatasetName dataset) {
        TransactionLog log = new TransactionLog(dataset);
        long end = transactions.end();
        transactions.seek(transactions.first());
        while (transactions.position() < end) {
            ConsumerRecord<byte[], byte[]> message = transactions.next(POLL);
            if (message != null && message.offset() < end) {
                log.add(message);
            }
        }
        return log;
    }

    private void add(ConsumerRecord<byte[], byte[]> message) {
        lastTimestamp = message.timestamp();
        if (TransactionMessage.decode(message.value()) instanceof TransactionBegan began) {
            begun.add(began.transaction());
        }
        FollowedEnd.of(message)
                .filter(end -> end.isNews(last == null ? -1 : last.end().endLsn()))
                .ifPresent(this::take);
    }

    private void take(FollowedEnd end) {
        last = end;
        ends.put(end.transaction(), end);
        if (end.concerns(dataset)) {
            lastOfDataset = end;
            if (end.changes(dataset) == 0) {
                emptiedAt = end.nextOffset();
            }
        }
    }

    boolean isEmpty() {
        return lastTimestamp < 0;
    }

    /** The last end; null when there is none. */
    @Nullable
    FollowedEnd last() {
        return last;
    }

    /** The last end that changed the dataset; null when there is none. */
    @Nullable
    FollowedEnd lastOfDataset() {
        return lastOfDataset;
    }

    /**
     * Whether all changes of a transaction are there. When the log does not mention a transaction, its end has expired,
     * or it is so new that its beginning has not arrived yet.
     *
     * @param changedAt when one of its changes was written, by the broker's clock
     */
    boolean hasEnded(long transaction, long changedAt) {
        return ends.containsKey(transaction)
                || (!begun.contains(transaction) && (isEmpty() || changedAt <= lastTimestamp));
    }

    /** Whether a snapshot without rows of the dataset came after a transaction. */
    boolean wasEmptiedAfter(long transaction) {
        FollowedEnd end = ends.get(transaction);
        return end == null ? emptiedAt >= 0 : end.nextOffset() < emptiedAt;
    }

    /** The offset after the last end; empty when there is none. */
    OptionalLong nextOffset() {
        return last == null ? OptionalLong.empty() : OptionalLong.of(last.nextOffset());
    }
}
