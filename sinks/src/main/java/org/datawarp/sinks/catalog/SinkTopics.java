package org.datawarp.sinks.catalog;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.topic.TopicCreation;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The topics that the sink reads: schemas, transactions and each dataset's changes. Positions are in the catalogue, so
 * there is no consumer group.
 *
 * <p>Owned and closed by one thread.
 */
final class SinkTopics implements Closeable {

    /** Reading a dataset's topic pauses while this much of it waits. */
    private static final long MOST_QUEUED_BYTES = 4L << 20;

    private static final Duration POLL = Duration.ofMillis(200);

    static final TopicPartition SCHEMAS = new TopicPartition(Topics.schemas().name(), 0);
    static final TopicPartition TRANSACTIONS =
            new TopicPartition(Topics.transactions().name(), 0);

    /**
     * A message of the transactions topic.
     *
     * @param at when it was written
     * @param nextOffset the offset of the next one
     */
    record Positioned(TransactionMessage message, Instant at, long nextOffset) {}

    private final Consumer<byte[], byte[]> consumer;
    private final Codecs codecs = new Codecs();
    private final Map<TopicPartition, ChangeQueue> queues = new HashMap<>();
    private final Map<DatasetName, ChangeQueue> byDataset = new LinkedHashMap<>();
    private final Deque<Positioned> transactions = new ArrayDeque<>();
    private final Map<DatasetName, Long> changesFrom = new HashMap<>();

    private boolean cutOff;

    SinkTopics(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** @param kafka base properties of every client */
    static SinkTopics open(Map<String, Object> kafka) {
        // The sink may start before those who write them.
        TopicCreation.createIfAbsent(kafka, Topics.schemas());
        TopicCreation.createIfAbsent(kafka, Topics.transactions());
        return new SinkTopics(new KafkaConsumer<>(
                SinkConsumer.properties(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** Continues from where a catalogue ends, and forgets what was read. */
    void seek(Catalog catalog) {
        changesFrom.clear();
        transactions.clear();
        queues.clear();
        byDataset.clear();
        long first = first(TRANSACTIONS);
        cutOff = catalog.version() == 0 ? first > 0 : !CatalogEnd.isIn(consumer, TRANSACTIONS, catalog);
        if (!cutOff) {
            catalog.datasets().forEach(dataset -> changesFrom.put(dataset.dataset(), dataset.changesOffset()));
        }
        consumer.assign(List.of(SCHEMAS, TRANSACTIONS));
        consumer.seek(SCHEMAS, 0);
        consumer.seek(TRANSACTIONS, cutOff ? first : catalog.transactionsOffset());
    }

    /**
     * Whether the topics do not continue the catalogue. Either there is no catalogue and the first transactions are
     * gone, or the topics are of another Kafka or from an older copy of its disk.
     */
    boolean isCutOff() {
        return cutOff;
    }

    /** Receives each change that is read. */
    @FunctionalInterface
    interface Reading {
        void take(ChangeQueue.Queued change, long offset) throws IOException;
    }

    /** The first change that a dataset's topic still holds. */
    long firstChange(DatasetName dataset) {
        return first(changes(dataset));
    }

    /**
     * Reads changes of a dataset from one offset up to another. The positions of all other reading are lost: call
     * {@link #seek} afterwards.
     *
     * @throws Patience.StoppedException if the sink stops first
     */
    void read(DatasetName dataset, long from, long end, Patience patience, Reading reading) throws IOException {
        read(SCHEMAS, first(SCHEMAS), end(SCHEMAS), patience, this::learnCodec);
        ChangeQueue queue = new ChangeQueue(dataset, codecs, from);
        // A topic that was deleted and created again may be shorter.
        long last = Math.min(end, end(changes(dataset)));
        read(changes(dataset), from, last, patience, message -> {
            queue.add(message);
            for (ChangeQueue.Queued next = queue.peek(); next != null; next = queue.peek()) {
                queue.remove();
                reading.take(next, queue.nextOffset() - 1);
            }
        });
    }

    private interface Taking {
        void take(ConsumerRecord<byte[], byte[]> message) throws IOException;
    }

    private void read(TopicPartition partition, long from, long end, Patience patience, Taking taking)
            throws IOException {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            patience.checkStopped();
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                if (message.offset() < end) {
                    taking.take(message);
                }
            }
        }
    }

    private long end(TopicPartition partition) {
        return Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
    }

    private long first(TopicPartition partition) {
        return Objects.requireNonNull(
                consumer.beginningOffsets(List.of(partition)).get(partition));
    }

    /** Reads available messages, waiting for them at most the given time. */
    void poll(Duration longest) {
        pauseWhatIsFull();
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(longest)) {
            try {
                take(message);
            } catch (IllegalArgumentException | AvroRuntimeException e) {
                throw new IllegalStateException(
                        "Cannot read %s at offset %d: %s".formatted(message.topic(), message.offset(), e.getMessage()),
                        e);
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        if (message.topic().equals(SCHEMAS.topic())) {
            learn(message);
        } else if (message.topic().equals(TRANSACTIONS.topic())) {
            transactions.add(new Positioned(
                    TransactionMessage.decode(message.value()),
                    Instant.ofEpochMilli(message.timestamp()),
                    message.offset() + 1));
        } else {
            ChangeQueue queue = queues.get(new TopicPartition(message.topic(), 0));
            if (queue != null) {
                queue.add(message);
            }
        }
    }

    private static TopicPartition changes(DatasetName dataset) {
        return new TopicPartition(Topics.changes(dataset).name(), 0);
    }

    /** @return whose changes the schema describes; null if it was withdrawn */
    private @Nullable DatasetName learnCodec(ConsumerRecord<byte[], byte[]> message) {
        return message.value() == null ? null : codecs.learn(message.value());
    }

    private void learn(ConsumerRecord<byte[], byte[]> message) {
        DatasetName dataset = learnCodec(message);
        if (dataset != null && !byDataset.containsKey(dataset)) {
            TopicPartition partition = changes(dataset);
            long from = changesFrom.getOrDefault(dataset, 0L);
            ChangeQueue queue = new ChangeQueue(dataset, codecs, from);
            queues.put(partition, queue);
            byDataset.put(dataset, queue);
            List<TopicPartition> all = new ArrayList<>(consumer.assignment());
            all.add(partition);
            consumer.assign(all);
            consumer.seek(partition, from);
        }
    }

    private void pauseWhatIsFull() {
        Set<TopicPartition> paused = consumer.paused();
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> free = new ArrayList<>();
        queues.forEach((partition, queue) -> {
            boolean isFull = queue.bytes() > MOST_QUEUED_BYTES;
            if (isFull != paused.contains(partition)) {
                (isFull ? full : free).add(partition);
            }
        });
        consumer.pause(full);
        consumer.resume(free);
    }

    /**
     * The begins and ends of transactions that were read, oldest first; the caller removes those that it has handled.
     */
    Deque<Positioned> transactions() {
        return transactions;
    }

    /** Whether everything that was read is handled. */
    boolean isIdle() {
        return transactions.isEmpty();
    }

    /** Whether a dataset's topic has no more than was read and taken. */
    boolean isDrained(DatasetName dataset) {
        ChangeQueue queue = byDataset.get(dataset);
        OptionalLong lag = consumer.currentLag(queue == null ? SCHEMAS : changes(dataset));
        return lag.isPresent() && lag.getAsLong() == 0 && (queue == null || queue.peek() == null);
    }

    Collection<ChangeQueue> queues() {
        return byDataset.values();
    }

    /** Where reading a dataset's changes continues after those that were taken; 0 when its topic has none. */
    long nextOffset(DatasetName dataset) {
        ChangeQueue queue = byDataset.get(dataset);
        return queue == null ? changesFrom.getOrDefault(dataset, 0L) : queue.nextOffset();
    }

    /** The changes of a dataset; null while the schemas topic has no schema of it. */
    @Nullable
    ChangeQueue queue(DatasetName dataset) {
        return byDataset.get(dataset);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
