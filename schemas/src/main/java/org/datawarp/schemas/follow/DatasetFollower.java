package org.datawarp.schemas.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.topic.TopicReading;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Follows a dataset from its topics, release by release: first all its rows, then the changes of each transaction.
 *
 * <pre>{@code
 * Map<String, Object> kafka = Map.of("bootstrap.servers", "localhost:9092");
 * try (DatasetFollower follower = DatasetFollower.open(kafka, "ae_provider")) {
 *     while (true) {
 *         follower.poll(Duration.ofSeconds(10)).ifPresent(update -> {
 *             // WHOLE: put its rows in place of yours. CHANGES: apply them.
 *             // Keep update.position() in the same transaction, and begin with resume(...) the next time.
 *         });
 *     }
 * }
 * }</pre>
 *
 * <p>Each update is complete and is delivered once: transactions that were delivered in part or twice are skipped. An
 * update cannot always continue from the last one: the follower may have been away for longer than transactions are
 * kept, or the database may have been restored from a backup. Then the whole dataset is delivered again. An update is
 * held in memory. For the largest datasets, start with the Parquet parts and the offsets in their catalogue.
 *
 * <p>It joins no consumer group and affects no other reader. Used by one thread, which closes it.
 */
public final class DatasetFollower implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * Changes are in the topic when the end of their transaction is; more polls are needed only if a broker is slow.
     */
    private static final int MOST_POLLS = 150;

    private final DatasetName dataset;
    private final TopicCursor transactions;
    private final TopicCursor changes;
    private final KnownCodecs codecs;
    private long lastLsn = -1;
    private boolean follows;

    DatasetFollower(DatasetName dataset, Supplier<Consumer<byte[], byte[]>> kafka) {
        this.dataset = dataset;
        this.transactions = new TopicCursor(kafka.get(), Topics.transactions().name());
        this.changes = new TopicCursor(kafka.get(), Topics.changes(dataset).name());
        this.codecs =
                new KnownCodecs(new TopicCursor(kafka.get(), Topics.schemas().name()));
    }

    /**
     * Starts with the whole dataset.
     *
     * @param kafka client properties: {@code bootstrap.servers} and how to log in
     * @param dataset as DataWarp names it, such as {@code ae_provider}
     * @throws IllegalArgumentException when there is no such dataset
     */
    public static DatasetFollower open(Map<String, Object> kafka, String dataset) {
        Map<String, Object> properties = properties(kafka);
        DatasetName name = new DatasetName(dataset);
        String topic = Topics.changes(name).name();
        try (Consumer<byte[], byte[]> consumer = consumer(properties)) {
            if (!consumer.listTopics().containsKey(topic)) {
                throw new IllegalArgumentException(
                        "Cannot follow %s: found no topic %s; check the name, and that a release of it was published"
                                .formatted(dataset, topic));
            }
        }
        return new DatasetFollower(name, () -> consumer(properties));
    }

    /**
     * Continues after an update that was applied.
     *
     * @param position of that update
     * @throws IllegalArgumentException when there is no such dataset
     */
    public static DatasetFollower resume(Map<String, Object> kafka, String dataset, FollowPosition position) {
        DatasetFollower follower = open(kafka, dataset);
        follower.resume(position);
        return follower;
    }

    private static Map<String, Object> properties(Map<String, Object> kafka) {
        Map<String, Object> properties = TopicReading.following(kafka);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return properties;
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> properties) {
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Does nothing when the topics no longer hold the position: then the whole dataset is delivered. */
    void resume(FollowPosition position) {
        if (isHeld(position)) {
            transactions.seek(position.transactionsOffset());
            changes.seek(position.changesOffset());
            lastLsn = position.endLsn();
            follows = true;
        }
    }

    /** Topics that were deleted and created again hold other transactions at the same offsets. */
    private boolean isHeld(FollowPosition position) {
        long next = position.transactionsOffset();
        if (next < transactions.first()
                || next > transactions.end()
                || position.changesOffset() < changes.first()
                || position.changesOffset() > changes.end()) {
            return false;
        }
        if (next == transactions.first()) {
            return true;
        }
        transactions.seek(next - 1);
        ConsumerRecord<byte[], byte[]> before = null;
        for (int polls = 0; before == null && polls < MOST_POLLS; polls++) {
            before = transactions.next(POLL);
        }
        return before != null
                && before.offset() == next - 1
                && FollowedEnd.of(before)
                        .filter(end -> end.end().endLsn() == position.endLsn())
                        .isPresent();
    }

    /**
     * The next update.
     *
     * @param longest how long to wait for one; an update that has started to arrive is read to its end
     * @return empty when none came
     */
    public Optional<DatasetUpdate> poll(Duration longest) {
        try {
            return follows ? next(longest) : begin(longest);
        } catch (InvalidOffsetException e) {
            // What was not read yet has expired.
            follows = false;
            return begin(longest);
        }
    }

    private Optional<DatasetUpdate> begin(Duration longest) {
        long end = changes.end();
        TransactionLog log = TransactionLog.read(transactions, dataset);
        WholeDataset whole = WholeDataset.read(changes, end, codecs, log);
        FollowedEnd last = log.lastOfDataset();
        List<FollowedChange> rows = whole.rows();
        if ((last == null && rows.isEmpty()) || (log.isEmpty() && transactions.end() > transactions.position())) {
            // Nothing has ended yet, or a transaction is just starting.
            transactions.next(longest);
            return Optional.empty();
        }
        changes.seek(whole.firstOpen(end));
        log.nextOffset().ifPresent(transactions::seek);
        FollowedEnd lastOfAll = log.last();
        lastLsn = lastOfAll == null ? 0 : lastOfAll.end().endLsn();
        follows = true;
        return Optional.of(new DatasetUpdate(
                DatasetUpdate.Kind.WHOLE,
                rows,
                last == null ? List.of() : last.releases(),
                last == null ? Instant.ofEpochMilli(whole.newest()) : last.end().committedAt(),
                position()));
    }

    private Optional<DatasetUpdate> next(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            ConsumerRecord<byte[], byte[]> message = transactions.next(left.compareTo(POLL) < 0 ? left : POLL);
            if (message == null && left.isZero()) {
                return Optional.empty();
            }
            FollowedEnd end = message == null
                    ? null
                    : FollowedEnd.of(message).filter(one -> one.isNews(lastLsn)).orElse(null);
            if (end != null) {
                lastLsn = end.end().endLsn();
                if (end.concerns(dataset)) {
                    return take(end, longest);
                }
            }
        }
    }

    private Optional<DatasetUpdate> take(FollowedEnd end, Duration longest) {
        List<FollowedChange> all = changesOf(end);
        if (all == null) {
            // Compaction removed what was not read.
            follows = false;
            return begin(longest);
        }
        return Optional.of(new DatasetUpdate(
                end.isSnapshot() ? DatasetUpdate.Kind.WHOLE : DatasetUpdate.Kind.CHANGES,
                all,
                end.releases(),
                end.end().committedAt(),
                position()));
    }

    /** @return null when the topic does not hold them all */
    private @Nullable List<FollowedChange> changesOf(FollowedEnd end) {
        long count = end.changes(dataset);
        List<FollowedChange> all = new ArrayList<>();
        Set<Long> orders = new HashSet<>();
        int polls = 0;
        while (all.size() < count) {
            ConsumerRecord<byte[], byte[]> message = changes.next(POLL);
            if (message == null) {
                if (++polls > MOST_POLLS || (changes.position() >= changes.end() && polls > 2)) {
                    return null;
                }
            } else if (message.value() != null) {
                ChangeCodec codec = codecs.of(message.value());
                RowChange change = codec.decode(message.value());
                if (change.transaction() == end.transaction() && orders.add(change.order())) {
                    all.add(followed(message.key(), change, codec));
                }
            }
        }
        return all;
    }

    private static FollowedChange followed(byte[] key, RowChange change, ChangeCodec codec) {
        return new FollowedChange(RowIdentity.of(key), row(change.before(), codec), row(change.after(), codec));
    }

    private static @Nullable DatasetRow row(@Nullable List<@Nullable Object> values, ChangeCodec codec) {
        return values == null ? null : new DatasetRow(codec.columns(), values);
    }

    private FollowPosition position() {
        return new FollowPosition(changes.position(), transactions.position(), lastLsn);
    }

    @Override
    public void close() {
        transactions.close();
        changes.close();
        codecs.close();
    }
}
