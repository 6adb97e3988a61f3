package org.datawarp.schemas.follow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.RowChange;
import org.jspecify.annotations.Nullable;

/** The rows of a dataset after all transactions that have ended, read from everything in its topic. */
final class WholeDataset {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KnownCodecs codecs;
    private final TransactionLog log;
    private final Map<RowIdentity, Last> rows = new LinkedHashMap<>();
    private final Map<Long, Integer> sequence = new HashMap<>();
    private long newest;
    private long firstOpen = -1;

    /** The last state of a row; no row when it was deleted. */
    private record Last(
            long transaction,
            int sequence,
            long order,
            @Nullable DatasetRow row) {

        /** An interrupted delivery repeats older changes. */
        boolean isLaterThan(int otherSequence, long otherOrder) {
            return sequence > otherSequence || (sequence == otherSequence && order > otherOrder);
        }
    }

    private WholeDataset(KnownCodecs codecs, TransactionLog log) {
        this.codecs = codecs;
        this.log = log;
    }

    /**
     * Reads a topic up to an offset.
     *
     * @param end the end of the topic before the log was read
     */
    static WholeDataset read(TopicCursor changes, long end, KnownCodecs codecs, TransactionLog log) {
        WholeDataset whole = new WholeDataset(codecs, log);
        changes.seek(changes.first());
        while (changes.position() < end) {
            ConsumerRecord<byte[], byte[]> message = changes.next(POLL);
            if (message != null && message.offset() < end && message.value() != null) {
                whole.take(message);
            }
        }
        return whole;
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        ChangeCodec codec = codecs.of(message.value());
        RowChange change = codec.decode(message.value());
        long transaction = change.transaction();
        if (!log.hasEnded(transaction, message.timestamp())) {
            firstOpen = firstOpen < 0 ? message.offset() : firstOpen;
            return;
        }
        if (transaction < 0 && !sequence.containsKey(transaction)) {
            // A snapshot holds all rows: earlier rows no longer count.
            rows.clear();
        }
        int number = sequence.computeIfAbsent(transaction, first -> sequence.size());
        newest = Math.max(newest, message.timestamp());
        RowIdentity identity = RowIdentity.of(message.key());
        Last last = rows.get(identity);
        if (last == null || !last.isLaterThan(number, change.order())) {
            DatasetRow row = change.after() == null ? null : new DatasetRow(codec.columns(), change.after());
            rows.put(identity, new Last(transaction, number, change.order(), row));
        }
    }

    List<FollowedChange> rows() {
        List<FollowedChange> all = new ArrayList<>();
        rows.forEach((identity, last) -> {
            if (last.row() != null && !log.wasEmptiedAfter(last.transaction())) {
                all.add(new FollowedChange(identity, null, last.row()));
            }
        });
        return all;
    }

    /** When the newest of its changes was written, by the broker's clock, in milliseconds. */
    long newest() {
        return newest;
    }

    /** The first change of a transaction that has not ended; the given offset when there is none. */
    long firstOpen(long otherwise) {
        return firstOpen < 0 ? otherwise : firstOpen;
    }
}
