package org.datawarp.sinks.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.topic.TopicReading;

/**
 * Counts the changes that are captured and not in the catalogue, from the counts of their transactions. It reads one or
 * two messages for each promotion, once. Owned and closed by one thread.
 */
public final class WaitingChanges implements AutoCloseable {

    private static final TopicPartition TRANSACTIONS = SinkTopics.TRANSACTIONS;
    private static final Duration POLL = Duration.ofMillis(100);

    /** Messages of a topic arrive at once, unless the broker is down. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;

    /** The transactions that were read and are not in the catalogue, by the offset after each. */
    private final TreeMap<Long, EndedTransaction> waiting = new TreeMap<>();

    private boolean placed;

    private WaitingChanges(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** @param kafka base properties of every client */
    public static WaitingChanges open(Map<String, Object> kafka) {
        Map<String, Object> properties = TopicReading.once(kafka);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return new WaitingChanges(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /**
     * Counts changes of published datasets. A change that is delivered twice counts once.
     *
     * @param catalog as it is now
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public long count(Catalog catalog) {
        readOn(catalog);
        waiting.headMap(catalog.transactionsOffset(), true).clear();
        Set<Long> ends = new HashSet<>();
        return waiting.values().stream()
                .filter(ended -> ended.isSnapshot() || ended.endLsn() > catalog.endLsn())
                .filter(ended -> ends.add(ended.endLsn()))
                .mapToLong(WaitingChanges::changes)
                .sum();
    }

    private static long changes(EndedTransaction ended) {
        Set<DatasetName> published = new HashSet<>(ended.promoted());
        return ended.counts().entrySet().stream()
                .filter(dataset -> ended.isSnapshot() || published.contains(dataset.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void readOn(Catalog catalog) {
        List<TopicPartition> all = List.of(TRANSACTIONS);
        long first = Objects.requireNonNull(consumer.beginningOffsets(all).get(TRANSACTIONS));
        long end = Objects.requireNonNull(consumer.endOffsets(all).get(TRANSACTIONS));
        if (!placed) {
            consumer.assign(all);
        }
        if (!placed || consumer.position(TRANSACTIONS) > end) {
            // The second case: Kafka's disk was put back.
            waiting.clear();
            consumer.seek(TRANSACTIONS, Math.max(first, Math.min(end, catalog.transactionsOffset())));
            placed = true;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(TRANSACTIONS) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("Cannot read %s to its end within %s".formatted(TRANSACTIONS, PATIENCE));
            }
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        if (TransactionMessage.decode(message.value()) instanceof TransactionEnded ended) {
            long next = message.offset() + 1;
            waiting.put(next, EndedTransaction.of(ended, Instant.ofEpochMilli(message.timestamp()), next));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
