package org.datawarp.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.TestDatabase;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loader between a real Kafka and a real PostgreSQL. */
class RowsLoaderIT {

    private static final ManifestText TEXT = TestManifests.text(TestManifests.WAITS);
    private static final Manifest WAITS = TestManifests.waits();
    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PARTITIONS = 3;

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<RowsLoader> loaders = new ArrayList<>();
    private DatabaseSettings database;
    private Admin admin;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.create();
        admin = Admin.create(client());
        admin.createTopics(List.of(
                        Topics.manifests().toNewTopic(Map.of()),
                        Topics.rows(WAITS.publication().name(), PARTITIONS).toNewTopic(Map.of())))
                .all()
                .get();
    }

    @AfterEach
    void close() throws Exception {
        loaders.forEach(RowsLoader::close);
        threads.shutdownNow();
        admin.deleteTopics(admin.listTopics().names().get()).all().get();
        await().until(() -> admin.listTopics().names().get().isEmpty());
        admin.close();
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private LoaderSettings settings() {
        return new LoaderSettings(database, client(), LoaderSettings.APPLICATION);
    }

    private void start() {
        start(new RowsLoader(settings(), events::add, InstantSource.system()));
    }

    private void start(RowsLoader loader) {
        loaders.add(loader);
        threads.execute(() -> {
            try {
                loader.run();
            } catch (LoaderStoppedException e) {
                failures.add(e);
            }
        });
    }

    private void stop() {
        loaders.remove(loaders.size() - 1).close();
    }

    private static TestRelease release(String run, int rows) {
        TestRelease release = new TestRelease(WAITS, run, MARCH, PARTITIONS);
        for (int i = 0; i < rows; i++) {
            if (i % 500 == 0) {
                release.sheet();
            }
            release.row(MARCH, "R" + i, "run " + run, (long) i, null, null);
        }
        return release;
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(client());
        settings.putAll(more);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void publish(List<ConsumerRecord<byte[], byte[]>> messages) {
        try (Producer<byte[], byte[]> producer = producer(Map.of())) {
            byte[] key = WAITS.topicKey().getBytes(StandardCharsets.UTF_8);
            send(producer, List.of(new ConsumerRecord<>(Topics.manifests().name(), 0, 0, key, TEXT.toJson())));
            send(producer, messages);
        }
    }

    private static void send(Producer<byte[], byte[]> producer, List<ConsumerRecord<byte[], byte[]>> messages) {
        List<Future<?>> sent = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            sent.add(producer.send(
                    new ProducerRecord<>(message.topic(), message.partition(), message.key(), message.value())));
        }
        producer.flush();
        assertThat(sent).allMatch(Future::isDone);
    }

    private void awaitPromoted(TestRelease release) {
        ReleaseStore store = new ReleaseStore(database);
        await().atMost(PATIENCE)
                .until(
                        () -> store.byRun(release.run()).map(ReleaseStatus::state),
                        state -> state.filter(ReleaseState.PROMOTED::equals).isPresent());
    }

    private long count(String sql) throws SQLException {
        try (DatabaseSession session = DatabaseSession.open(database)) {
            return session.number(sql);
        }
    }

    @Test
    void loadsReleasesFromTheTopic() throws SQLException {
        start();
        TestRelease release = release("1", 5_000);

        publish(release.messages());

        awaitPromoted(release);
        assertThat(count("SELECT count(*) FROM data.waits")).isEqualTo(5_000);
        assertThat(new ReleaseStore(database).recent(10)).hasSize(1);
        await().until(
                        () -> events.stream().map(Event::type).toList(),
                        List.of(EventType.RELEASE_STAGED, EventType.DATASET_CHANGED, EventType.RELEASE_PROMOTED)
                                ::equals);
    }

    @Test
    void findsThePublicationThatIsAddedWhileItRuns() throws Exception {
        admin.deleteTopics(List.of(release("0", 0).topic())).all().get();
        start();
        await().atMost(PATIENCE)
                .until(() -> !admin.listTopics()
                        .names()
                        .get()
                        .contains(release("0", 0).topic()));
        admin.createTopics(List.of(
                        Topics.rows(WAITS.publication().name(), PARTITIONS).toNewTopic(Map.of())))
                .all()
                .get();
        TestRelease release = release("1", 10);

        publish(release.messages());

        awaitPromoted(release);
    }

    @Test
    void goesOnWhereItWasStopped() throws SQLException {
        TestRelease release = release("1", 20_000);
        List<ConsumerRecord<byte[], byte[]>> messages = release.messages();
        start();
        publish(messages.subList(0, 9_000));
        await().atMost(PATIENCE).until(() -> count("SELECT coalesce(sum(data), 0) FROM datawarp.sheets") > 0);
        stop();
        publish(messages.subList(9_000, messages.size()));

        start();

        awaitPromoted(release);
        assertThat(new ReleaseStore(database).byRun(release.run()).map(ReleaseStatus::counts))
                .isEqualTo(Optional.of(new ReleaseStatus.Counts(20_000, 0, 20_000, 0, 0)));
    }

    @Test
    void exchangesItsConnectionAndReadsNothingTwice() throws SQLException {
        start(new RowsLoader(settings(), events::add, InstantSource.system(), Duration.ZERO));
        TestRelease release = release("1", 30_000);

        publish(release.messages());

        awaitPromoted(release);
        assertThat(new ReleaseStore(database).byRun(release.run()).map(ReleaseStatus::counts))
                .contains(new ReleaseStatus.Counts(30_000, 0, 30_000, 0, 0));
        assertThat(count("SELECT sum(data) FROM datawarp.sheets")).isEqualTo(30_000);
        try (DatabaseSession session = DatabaseSession.open(database)) {
            String others = "SELECT pid FROM pg_stat_activity WHERE application_name = 'datawarp-loader'"
                    + " AND datname = current_database() AND pid <> pg_backend_pid()";
            List<Long> before = session.query(others, row -> row.getLong(1));
            session.commit();
            await().atMost(PATIENCE).until(() -> {
                List<Long> now = session.query(others, row -> row.getLong(1));
                session.commit();
                return !now.isEmpty() && now.stream().noneMatch(before::contains);
            });
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void sharesTheWorkWithASecondLoader() throws SQLException {
        start();
        start();
        TestRelease first = release("1", 9_000);
        TestRelease second =
                new TestRelease(WAITS, "2", Period.month(YearMonth.of(2025, 4)), PARTITIONS).at("2025-06-01T00:00:00Z");
        for (int i = 0; i < 9; i++) {
            second.sheet();
            for (int j = 0; j < 500; j++) {
                second.row(Period.month(YearMonth.of(2025, 4)), "R" + i + "_" + j, "run 2", 1L, null, null);
            }
        }

        publish(first.messages());
        publish(second.messages());

        awaitPromoted(first);
        awaitPromoted(second);
        assertThat(count("SELECT count(*) FROM data.waits")).isEqualTo(13_500);
    }

    @Test
    void doesNotLoadWhatWasSentInATransactionThatFailed() throws SQLException {
        TestRelease failed = release("1", 10);
        TestRelease good = release("2", 20).at("2025-06-01T00:00:00Z");
        try (Producer<byte[], byte[]> producer = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test"))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, failed.messages());
            producer.abortTransaction();
        }
        publish(good.messages());

        start();

        awaitPromoted(good);
        assertThat(new ReleaseStore(database).byRun(failed.run())).isEmpty();
    }

    @Test
    @Tag("D3")
    void waitsForADatabaseThatIsAway() throws SQLException {
        start();
        TestRelease release = release("1", 20_000);
        List<ConsumerRecord<byte[], byte[]>> messages = release.messages();
        publish(messages.subList(0, 10_000));
        await().atMost(PATIENCE).until(() -> count("SELECT coalesce(sum(data), 0) FROM datawarp.sheets") > 0);

        count("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE application_name = 'datawarp-loader' AND pid <> pg_backend_pid()"
                + " AND datname = current_database()");
        publish(messages.subList(10_000, messages.size()));

        awaitPromoted(release);
        assertThat(count("SELECT count(*) FROM data.waits")).isEqualTo(20_000);
    }

    @Test
    @Tag("A17")
    void stopsAtAMessageThatIsNoneOfTheProtocol() {
        start();

        publish(List.of(new ConsumerRecord<>(
                release("1", 0).topic(), 0, 0, "0".repeat(16).getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3})));

        await().atMost(PATIENCE).until(() -> !failures.isEmpty());
        assertThat(failures.get(0))
                .isInstanceOf(LoaderStoppedException.class)
                .hasMessageContaining("datawarp.rows.waits-0 at offset 0")
                .hasMessageContaining("read the cause");
    }
}
