package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final int MIB = 1024 * 1024;

    @TempDir
    private static Path directory;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void deliversARecordOf15Mib() throws Exception {
        createTopic(kafka, "large", Map.of());
        byte[] value = new byte[15 * MIB];
        value[value.length - 1] = 1;

        send(kafka, "large", value);

        assertThat(read(kafka, "large", 1)).singleElement().isEqualTo(value);
    }

    @Test
    void doesNotCreateATopicThatNobodyDeclared() {
        Map<String, Object> impatient = Map.of("max.block.ms", "2000");

        try (KafkaProducer<byte[], byte[]> producer = producer(kafka, impatient)) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("undeclared", new byte[1]))
                            .get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void acceptsACompactedTopic() throws Exception {
        createTopic(kafka, "compacted", Map.of("cleanup.policy", "compact"));

        send(kafka, "compacted", new byte[] {7});

        assertThat(read(kafka, "compacted", 1)).hasSize(1);
    }

    @Test
    void commitsATransactionOnOneBroker() throws Exception {
        createTopic(kafka, "transactional", Map.of());

        try (KafkaProducer<byte[], byte[]> producer = producer(kafka, Map.of("transactional.id", "writer"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactional", new byte[] {1})).get(60, TimeUnit.SECONDS);
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactional", new byte[] {2})).get(60, TimeUnit.SECONDS);
            producer.commitTransaction();
        }

        assertThat(read(kafka, "transactional", 1)).containsExactly(new byte[] {2});
    }

    /** The first version can attribute a record to the wrong transaction after a client was killed (KIP-890). */
    @Test
    @Tag("A15")
    void runsTheSecondVersionOfTransactions() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.describeFeatures()
                            .featureMetadata()
                            .get(30, TimeUnit.SECONDS)
                            .finalizedFeatures())
                    .hasEntrySatisfying(
                            "transaction.version",
                            range -> assertThat(range.maxVersionLevel()).isGreaterThanOrEqualTo((short) 2));
        }
    }

    @Test
    void remembersWhereAGroupStoppedReadingOverARestart(@TempDir Path other) throws Exception {
        try (EmbeddedKafka first = EmbeddedKafka.start(other, 0)) {
            createTopic(first, "read", Map.of());
            send(first, "read", new byte[] {1});
            assertThat(readAsGroup(first, "read")).isEqualTo(1);
            send(first, "read", new byte[] {2});
        }

        try (EmbeddedKafka second = EmbeddedKafka.start(other, 0)) {
            assertThat(readAsGroup(second, "read")).isEqualTo(2);
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        assertThatThrownBy(() -> EmbeddedKafka.start(directory.resolve("kafka"), 0))
                .isInstanceOf(DataDirectoryInUseException.class);
    }

    @Test
    void refusesAPortThatIsTaken(@TempDir Path other) {
        assertThatThrownBy(() -> EmbeddedKafka.start(other, kafka.port()))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(kafka.bootstrapServers());
    }

    /** The first byte of the next record that the group has not read yet. */
    private static int readAsGroup(EmbeddedKafka kafka, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, Map.of("group.id", "readers"))) {
            consumer.subscribe(List.of(topic));
            int first = next(consumer, 1).get(0).value()[0];
            consumer.commitSync();
            return first;
        }
    }

    private static List<byte[]> read(EmbeddedKafka kafka, String topic, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, Map.of("isolation.level", "read_committed"))) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            return next(consumer, count).stream().map(ConsumerRecord::value).toList();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> next(KafkaConsumer<byte[], byte[]> consumer, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int poll = 0; poll < 60 && records.size() < count; poll++) {
            consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
        }
        return records;
    }

    private static void createTopic(EmbeddedKafka kafka, String name, Map<String, String> settings) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(settings)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void send(EmbeddedKafka kafka, String topic, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka, Map.of())) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1}, value)).get(60, TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("max.request.size", 16 * MIB);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(EmbeddedKafka kafka, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Test
    void raisesADirectoryThatAnEarlierKafkaFormatted() throws Exception {
        Path old = directory.resolve("old");
        EmbeddedKafka.format(old.resolve("log"), MetadataVersion.IBP_4_0_IV3);

        try (EmbeddedKafka raised = EmbeddedKafka.start(old, 0)) {
            assertThat(features(raised)).isEqualTo(features(kafka)).containsEntry("metadata.version", (short)
                    EmbeddedKafka.metadataLevel());
            createTopic(raised, "old", Map.of());
            send(raised, "old", new byte[] {1});
        }
        try (EmbeddedKafka again = EmbeddedKafka.start(old, 0)) {
            assertThat(features(again)).isEqualTo(features(kafka));
            assertThat(read(again, "old", 1)).hasSize(1);
        }
    }

    private static Map<String, Short> features(EmbeddedKafka broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Map<String, Short> levels = new TreeMap<>();
            admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .forEach((name, range) -> levels.put(name, range.maxVersionLevel()));
            return levels;
        }
    }
}
