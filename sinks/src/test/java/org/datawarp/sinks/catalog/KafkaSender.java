package org.datawarp.sinks.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.schemas.topic.Topic;
import org.datawarp.schemas.topic.TopicCreation;

/** Sends to Kafka. */
final class KafkaSender implements Sender {

    private final Map<String, Object> kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    KafkaSender(Map<String, Object> kafka) {
        this.kafka = kafka;
        this.producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void ensure(Topic topic) {
        TopicCreation.createIfAbsent(kafka, topic);
    }

    @Override
    public void send(String topic, byte[] key, byte[] value) {
        sent.add(producer.send(new ProducerRecord<>(topic, 0, key, value)));
    }

    @Override
    public void flush() {
        producer.flush();
        try {
            for (Future<RecordMetadata> message : sent) {
                message.get();
            }
            sent.clear();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
