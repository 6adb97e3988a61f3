package org.datawarp.sinks.change;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.schemas.topic.TopicReading;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The compacted topic in which capture keeps its position, so that the role has no local state.
 *
 * <p>Every wait is bounded. Safe for use by several threads; its owner closes it.
 */
final class PositionTopic implements AutoCloseable {

    private static final TopicPartition PARTITION =
            new TopicPartition(Topics.captureOffsets().name(), 0);
    private static final Duration READ_WAIT = Duration.ofSeconds(30);
    private static final Duration WRITE_WAIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> client;
    private final KafkaProducer<byte[], byte[]> producer;

    PositionTopic(Map<String, Object> client) {
        this.client = Map.copyOf(client);
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WRITE_WAIT.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                WRITE_WAIT.dividedBy(2).toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) WRITE_WAIT.toMillis());
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The latest value of each key in the topic. */
    Map<ByteBuffer, ByteBuffer> read() {
        Map<String, Object> settings = TopicReading.once(client);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) READ_WAIT.toMillis());
        Map<ByteBuffer, ByteBuffer> latest = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            long deadline = System.nanoTime() + READ_WAIT.toNanos();
            while (consumer.position(PARTITION) < end) {
                if (System.nanoTime() - deadline > 0) {
                    throw new org.apache.kafka.common.errors.TimeoutException(
                            "Cannot read the stored position from " + PARTITION + " within " + READ_WAIT);
                }
                consumer.poll(POLL).forEach(message -> apply(latest, message));
            }
        }
        return latest;
    }

    private static void apply(Map<ByteBuffer, ByteBuffer> latest, ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            latest.remove(ByteBuffer.wrap(message.key()));
        } else {
            latest.put(ByteBuffer.wrap(message.key()), ByteBuffer.wrap(message.value()));
        }
    }

    /**
     * Returns when the values are acknowledged.
     *
     * @param values null deletes a key
     */
    void write(Map<ByteBuffer, @Nullable ByteBuffer> values)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        values.forEach((key, value) ->
                sent.add(producer.send(new ProducerRecord<>(PARTITION.topic(), 0, bytes(key), bytes(value)))));
        for (Future<RecordMetadata> one : sent) {
            one.get(WRITE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
