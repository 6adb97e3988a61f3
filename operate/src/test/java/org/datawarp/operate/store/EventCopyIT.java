package org.datawarp.operate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.schemas.event.CloudEvents;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.TestDatabase;
import org.datawarp.streams.loader.LoaderSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events from a real Kafka to a real PostgreSQL. */
class EventCopyIT {

    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NUMBER = "SELECT count(*) FROM datawarp.events";

    private static final String NEXT =
            "SELECT coalesce(max(next_offset), 0) FROM datawarp.progress WHERE application = 'events-test'";

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private EmbeddedKafka kafka;
    private DatabaseSettings database;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        database = TestDatabase.create();
        makeTopic();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        kafka.close();
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private void makeTopic() throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(Topics.events().toNewTopic(Map.of())))
                    .all()
                    .get();
        }
    }

    private EventCopy copy() {
        EventCopy copy = new EventCopy(new LoaderSettings(database, client(), "events-test"), KEPT, () -> NOW);
        threads.execute(copy);
        return copy;
    }

    private void tell(String... ids) throws Exception {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String id : ids) {
                Instant at = id.startsWith("old") ? NOW.minus(KEPT).minusSeconds(1) : NOW;
                Event event = new Event(EventType.RELEASE_FOUND, "ae-monthly", "2025-03", "", Map.of(), at);
                byte[] value =
                        id.equals("nonsense") ? id.getBytes(StandardCharsets.UTF_8) : CloudEvents.encode(event, id);
                producer.send(new ProducerRecord<>(Topics.events().name(), value))
                        .get();
            }
        }
    }

    private long number(String sql) throws SQLException {
        try (DatabaseSession session = DatabaseSession.open(database)) {
            return session.number(sql);
        }
    }

    private void awaitEvents(long events) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(number(NUMBER)).isEqualTo(events));
    }

    @Test
    void copiesEachOnceAndGoesOnWhereItStopped() throws Exception {
        tell("1", "nonsense", "2");
        EventCopy first = copy();
        awaitEvents(2);
        first.close();
        tell("3");

        try (EventCopy second = copy()) {
            awaitEvents(3);
            await().atMost(PATIENCE).until(() -> number(NEXT) == 4);
        }
    }

    @Test
    void readsAgainWhatAnOlderDatabaseLacksAndATopicThatWasMadeAnew() throws Exception {
        tell("1", "2");
        EventCopy first = copy();
        awaitEvents(2);
        first.close();
        try (DatabaseSession session = DatabaseSession.open(database)) {
            session.update("DELETE FROM datawarp.events WHERE id = '2'");
            session.update("UPDATE datawarp.progress SET next_offset = 0");
            session.commit();
        }

        EventCopy second = copy();
        awaitEvents(2);
        second.close();
        try (Admin admin = Admin.create(client())) {
            admin.deleteTopics(List.of(Topics.events().name())).all().get();
            await().atMost(PATIENCE)
                    .until(() -> admin.listTopics().names().get().isEmpty());
        }
        makeTopic();
        tell("3");

        try (EventCopy third = copy()) {
            awaitEvents(3);
        }
    }

    @Test
    void deletesWhatIsTooOld() throws Exception {
        tell("old", "1");
        EventCopy first = copy();
        await().atMost(PATIENCE).until(() -> number(NEXT) == 2);
        first.close();

        try (EventCopy second = copy()) {
            awaitEvents(1);
        }
    }

    @Test
    void waitsForADatabaseThatIsAway() throws Exception {
        DatabaseSettings there = database;
        database = new DatabaseSettings(there.url().replaceAll(":\\d+/", ":1/"), there.user(), there.password());
        tell("1");
        EventCopy copy = copy();

        copy.close();

        database = there;
        try (EventCopy again = copy()) {
            awaitEvents(1);
        }
    }
}
