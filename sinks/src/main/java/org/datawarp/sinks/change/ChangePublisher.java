package org.datawarp.sinks.change;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.schemas.change.TransactionBegan;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.schemas.topic.Topic;
import org.datawarp.schemas.topic.TopicCreation;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes and transactions to Kafka by a producer of its own. After {@link #flush}, all that was sent is safe.
 *
 * <p>Used by one thread at a time; its owner closes it.
 */
final class ChangePublisher extends ChangeOutlet implements AutoCloseable {

    private static final Duration EMPTYING_WAIT = Duration.ofSeconds(30);

    /** Long enough for a broker to restart, short enough that a lost one is noticed. */
    private static final Duration DELIVERY_WAIT = Duration.ofSeconds(60);

    private static final Duration SEND_WAIT = Duration.ofSeconds(30);
    private static final int LINGER_MILLIS = 20;
    private static final int BATCH_BYTES = 256 * 1024;

    /** Limits what is in flight: a sender waits while this much is unacknowledged. */
    private static final long BUFFER_BYTES = 32L * 1024 * 1024;

    /** Enough for a commit that describes hundreds of columns; compressed, it is far below a broker's limit. */
    private static final int LONGEST_MESSAGE = 16 * 1024 * 1024;

    /** Kafka's value for "up to the end". */
    private static final long ALL_RECORDS = -1;

    /** An id that no snapshot has. */
    private static final long SET_ASIDE = -1;

    private final Map<String, Object> client;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Set<String> topics = new HashSet<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private ChangePublisher(Map<String, Object> client) {
        this.client = client;
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.putAll(tuning());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEND_WAIT.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_WAIT.toMillis());
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The settings that every producer for capture needs: fast enough, and with room for capture's messages. */
    static Map<String, Object> tuning() {
        return Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS,
                ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES,
                ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LONGEST_MESSAGE);
    }

    /** Opens it and creates the topics that every transaction needs. */
    static ChangePublisher open(Map<String, Object> client) {
        ChangePublisher publisher = new ChangePublisher(client);
        try {
            publisher.ready(Topics.transactions());
            publisher.ready(Topics.promotions());
            publisher.ready(Topics.schemas());
            return publisher;
        } catch (RuntimeException e) {
            publisher.close();
            throw e;
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees what the future would
    void send(String topic, byte[] key, byte[] value) {
        throwIfFailed();
        producer.send(new ProducerRecord<>(topic, key, value), (sent, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /** Empties the topic of transactions, and starts it with a snapshot that never ends: another one follows. */
    void setTransactionsAside() {
        TopicPartition partition = new TopicPartition(Topics.transactions().name(), 0);
        try (Admin admin = Admin.create(client)) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(ALL_RECORDS)))
                    .all()
                    .get(EMPTYING_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (TimeoutException e) {
            throw new CaptureException(
                    FailureKind.BROKER_AWAY,
                    "Cannot empty %s: Kafka did not answer within %d s"
                            .formatted(partition.topic(), EMPTYING_WAIT.toSeconds()),
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot empty " + partition.topic(), e.getCause());
        }
        send(SET_ASIDE, new TransactionBegan(SET_ASIDE));
        flush();
    }

    /** Returns when all that was sent is acknowledged by every replica. */
    @Override
    void flush() {
        producer.flush();
        throwIfFailed();
    }

    private void throwIfFailed() {
        Exception exception = failure.get();
        if (exception != null) {
            throw new IllegalStateException("Cannot publish changes: " + exception.getMessage(), exception);
        }
    }

    @Override
    void ready(Topic topic) {
        if (topics.contains(topic.name())) {
            return;
        }
        TopicCreation.createIfAbsent(client, topic);
        topics.add(topic.name());
    }

    /** Drops what is unsent: it is sent again, since it was not acknowledged. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
