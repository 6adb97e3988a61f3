package org.datawarp.producers.publish;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Sends one run's messages to a raw topic. Sends do not wait; after the first failure, the next call ends the run.
 * Owned by one thread.
 */
final class RawTopic {

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final int partitions;
    private final RowCodec codec = new RowCodec();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private RawTopic(Producer<byte[], byte[]> producer, String topic, int partitions) {
        this.producer = producer;
        this.topic = topic;
        this.partitions = partitions;
    }

    /** A publication's topic, with its actual number of partitions. */
    static RawTopic of(Producer<byte[], byte[]> producer, PublicationName publication) throws PublishException {
        String topic = Topics.raw(publication, 1).name();
        try {
            return new RawTopic(producer, topic, producer.partitionsFor(topic).size());
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw failed(topic, e);
        }
    }

    byte[] encode(RawMessage message) {
        return codec.encode(message);
    }

    /** Sends a message that every partition must deliver. */
    void sendToAll(String key, RawMessage message) throws PublishException {
        byte[] value = encode(message);
        for (int partition = 0; partition < partitions; partition++) {
            send(new ProducerRecord<>(topic, partition, bytes(key), value));
        }
    }

    /** Sends to the one partition of the key. */
    void send(String key, byte[] value) throws PublishException {
        send(new ProducerRecord<>(topic, bytes(key), value));
    }

    /** Sends to another topic, with the same check for failures. */
    void send(ProducerRecord<byte[], byte[]> message) throws PublishException {
        check();
        try {
            // The callback gets the result of the future without waiting for it.
            Future<RecordMetadata> unused = producer.send(message, (sent, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
            });
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw failed(topic, e);
        }
    }

    /** Returns when everything sent so far is in Kafka. */
    void flush() throws PublishException {
        producer.flush();
        check();
    }

    private void check() throws PublishException {
        Exception failed = failure.get();
        if (failed != null) {
            throw failed(topic, failed);
        }
    }

    private static PublishException failed(String topic, Exception cause) {
        return new PublishException(
                "Cannot send to %s: Kafka says \"%s\"; check that the broker runs and has space, the release is sent again at the next run"
                        .formatted(topic, cause.getMessage()),
                cause);
    }

    static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
