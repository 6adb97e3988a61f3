package org.datawarp.streams.loader;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.database.DatabaseSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the rows topics from the positions that the database holds. Kafka only shares out the partitions: no position is
 * ever committed to it. Owned by one thread; {@link #wakeUp} may be called by any.
 */
final class RowsConsumer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RowsConsumer.class);

    private static final Duration POLL = Duration.ofMillis(250);

    /** One batch is one transaction: large enough for COPY, small enough for memory. */
    private static final int MOST_MESSAGES = 10_000;

    private static final int MOST_PARTITION_BYTES = 8 * 1024 * 1024;
    private static final int MOST_FETCH_BYTES = 32 * 1024 * 1024;

    /** How soon a new publication's topic is seen. */
    private static final int NEW_TOPICS_MILLIS = 2_000;

    /** A loader that was killed holds its partitions for this long. */
    private static final int SESSION_MILLIS = 6_000;

    private static final int HEARTBEAT_MILLIS = 1_500;

    /** A large release is promoted between two polls. */
    private static final int PROMOTION_MILLIS = (int) Duration.ofMinutes(60).toMillis();

    private final Consumer<byte[], byte[]> consumer;
    private final Progress progress;
    private final Set<TopicPartition> unplaced = new HashSet<>();
    private final Map<String, Integer> partitions = new HashMap<>();

    RowsConsumer(LoaderSettings settings, Progress progress) {
        this.progress = progress;
        this.consumer =
                new KafkaConsumer<>(properties(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(Topics.ROWS_TOPICS, new Assignment());
    }

    private static Map<String, Object> properties(LoaderSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.application());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_MESSAGES);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_PARTITION_BYTES);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCH_BYTES);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, NEW_TOPICS_MILLIS);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, PROMOTION_MILLIS);
        return properties;
    }

    /** Notes what comes and goes. Nothing is read of a partition before its position is known: it is paused until then. */
    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            consumer.pause(assigned);
            unplaced.addAll(assigned);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            unplaced.removeAll(revoked);
            progress.forget(revoked);
        }
    }

    /**
     * The next messages, in order within each partition; may be none.
     *
     * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeUp}
     */
    List<ConsumerRecord<byte[], byte[]>> poll() {
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
        consumer.poll(POLL).forEach(messages::add);
        return messages;
    }

    /**
     * Goes to the stored positions of partitions that were assigned since the last call.
     *
     * @return whether there were any
     */
    boolean place(DatabaseSession session) throws SQLException {
        if (unplaced.isEmpty()) {
            return false;
        }
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(unplaced);
        Map<TopicPartition, Long> ends = consumer.endOffsets(unplaced);
        for (TopicPartition partition : List.copyOf(unplaced)) {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long next = progress.read(session, partition, p -> beginning);
            if (next < beginning || next > ends.getOrDefault(partition, next)) {
                LOG.atWarn()
                        .addKeyValue("partition", partition)
                        .addKeyValue("position", next)
                        .log("The topic does not hold the stored position: reading it from its beginning");
                next = beginning;
            }
            consumer.seek(partition, next);
        }
        session.commit();
        consumer.resume(unplaced);
        unplaced.clear();
        return true;
    }

    /** Has all positions read again: what was polled last was not stored. */
    void replace() {
        consumer.pause(consumer.assignment());
        unplaced.addAll(consumer.assignment());
    }

    int partitionsOf(String topic) {
        return partitions.computeIfAbsent(topic, t -> consumer.partitionsFor(t).size());
    }

    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
