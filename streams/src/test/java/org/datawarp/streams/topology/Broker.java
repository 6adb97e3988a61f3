package org.datawarp.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.topic.Topic;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/** An embedded broker with what tests write to it and read from it. */
final class Broker implements AutoCloseable {

    static final int PARTITIONS = 3;

    private final EmbeddedKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private @Nullable Long stamp;

    Broker(Path directory) {
        kafka = EmbeddedKafka.start(directory, 0);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    void createTopics(PublicationName publication) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers()))) {
            List<Topic> topics = List.of(
                    Topics.raw(publication, PARTITIONS),
                    Topics.rows(publication, PARTITIONS),
                    Topics.rejected(publication));
            admin.createTopics(topics.stream()
                            .map(topic -> topic.toNewTopic(Map.of()))
                            .toList())
                    .all()
                    .get();
        }
    }

    boolean hasTopic(String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers()))) {
            return admin.listTopics().names().get().contains(topic);
        }
    }

    /** Sets the clock of the producer for later messages. */
    void stamp(Instant now) {
        stamp = now.toEpochMilli();
    }

    /** @param partition null to let the key decide */
    void send(String topic, @Nullable Integer partition, byte[] key, byte[] value) {
        sent.add(producer.send(new ProducerRecord<>(topic, partition, stamp, key, value)));
    }

    void sendManifest(String key, byte[] value) {
        send(Topics.manifests().name(), null, key.getBytes(StandardCharsets.UTF_8), value);
        flush();
    }

    void flush() {
        producer.flush();
        assertThat(sent).allSatisfy(message -> assertThat(message).succeedsWithin(Duration.ZERO));
        sent.clear();
    }

    /** The committed messages of a topic now, partition by partition. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers(), ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }
}
