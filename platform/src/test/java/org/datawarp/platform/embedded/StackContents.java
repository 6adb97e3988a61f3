package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Writes one word into each part of a stack, and reads back all that was ever written. */
final class StackContents {

    private static final String TOPIC = "words";

    private StackContents() {}

    /** Makes the topic and the table; once for each data directory. */
    static void prepare(EmbeddedStack stack) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stack.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(60, TimeUnit.SECONDS);
        }
        try (Connection connection = connect(stack.database());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE words (n serial, word text)");
        }
    }

    /** Returns once each part acknowledged the word. */
    static void write(EmbeddedStack stack, String word) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka().bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, word)).get(60, TimeUnit.SECONDS);
        }
        try (Connection connection = connect(stack.database());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO words (word) VALUES ('" + word + "')");
        }
        try (S3Client s3 = S3Clients.of(stack.objectStore())) {
            s3.putObject(
                    p -> p.bucket(stack.objectStore().bucket()).key("words/" + word), RequestBody.fromString(word));
        }
    }

    static void assertHolds(EmbeddedStack stack, String... words) throws Exception {
        assertThat(records(stack.kafka(), words.length)).containsExactly(words);
        assertThat(rows(stack.database())).containsExactly(words);
        assertThat(objects(stack.objectStore())).containsExactlyInAnyOrder(words);
    }

    private static List<String> records(EmbeddedKafka kafka, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            for (int poll = 0; poll < 60 && values.size() < count; poll++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private static List<String> rows(EmbeddedDatabase database) throws Exception {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT word FROM words ORDER BY n")) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static List<String> objects(EmbeddedObjectStore store) {
        try (S3Client s3 = S3Clients.of(store)) {
            return s3.listObjectsV2(l -> l.bucket(store.bucket()).prefix("words/")).contents().stream()
                    .map(object -> s3.getObjectAsBytes(
                                    g -> g.bucket(store.bucket()).key(object.key()))
                            .asUtf8String())
                    .toList();
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws Exception {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
