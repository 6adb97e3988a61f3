package org.datawarp.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.streams.database.DatabaseMigrations;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.FencedException;
import org.datawarp.streams.database.TestDatabase;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of releases when something breaks off in between. */
@Tag("slow")
class RecoveryIT {

    /** A server on a busy machine reads its log again for a while. */
    private static final Duration RECOVERY_PATIENCE = Duration.ofMinutes(1);

    private static final Manifest WAITS = TestManifests.waits();
    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));
    private static final int ROWS = 20;

    private TestLoader loader;

    @BeforeEach
    void open() throws SQLException {
        loader = new TestLoader(TestDatabase.create());
    }

    @AfterEach
    void close() {
        loader.close();
    }

    /** Two sheets on two partitions. */
    private static TestRelease release(String run, int rows) {
        TestRelease release = new TestRelease(WAITS, run, MARCH, 2);
        for (int sheet = 0; sheet < 2; sheet++) {
            release.sheet().rows(RowKind.HEADING, 1);
            for (int i = 0; i < rows / 2; i++) {
                release.row(MARCH, "R" + sheet + "_" + i, "run " + run, (long) i, null, null);
            }
        }
        return release;
    }

    /** Goes on as a consumer would: from the positions in the database. */
    private void goOn(List<ConsumerRecord<byte[], byte[]>> messages) throws SQLException {
        for (int i = 0; i < 2; i++) {
            TopicPartition partition = new TopicPartition(messages.get(0).topic(), i);
            long position = loader.position(partition);
            loader.stageAll(
                    messages.stream()
                            .filter(message -> message.partition() == partition.partition())
                            .filter(message -> message.offset() >= position)
                            .toList(),
                    2);
        }
        loader.decide();
    }

    private void assertWhole(TestRelease release) throws SQLException {
        ReleaseStatus status = loader.status(release);
        assertThat(status.reasons()).isEmpty();
        assertThat(status.state()).isEqualTo(ReleaseState.PROMOTED);
        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(ROWS, 0, ROWS, 0, 0));
        assertThat(loader.number("SELECT count(*) FROM data.waits WHERE name = 'run 1'"))
                .isEqualTo(ROWS);
    }

    @Test
    @Tag("A16")
    void goesOnExactlyWhereverItWasBrokenOff() throws SQLException {
        int messages = release("1", ROWS).messages(0, 0).size();
        for (int cut = 1; cut < messages; cut += 3) {
            try (TestLoader fresh = new TestLoader(TestDatabase.create())) {
                loader.close();
                loader = fresh;
                TestRelease release = release("1", ROWS);
                List<ConsumerRecord<byte[], byte[]>> all = loader.stage(release, cut);

                loader.restart();
                goOn(all);

                assertWhole(release);
            }
        }
    }

    @Test
    void decidesAfterARestartOnAReleaseThatWasComplete() throws SQLException {
        TestRelease release = release("1", ROWS);
        loader.stage(release, Integer.MAX_VALUE);

        loader.restart();
        loader.decide();

        assertWhole(release);
    }

    @Test
    @Tag("D3")
    void stagesAgainWhatACrashOfTheServerEmptied() throws Exception {
        TestRelease done = release("d", ROWS);
        loader.load(done);
        TestRelease release = new TestRelease(WAITS, "1", Period.month(YearMonth.of(2025, 4)), 2);
        for (int i = 0; i < ROWS; i++) {
            release.row(Period.month(YearMonth.of(2025, 4)), "R" + i, "run 1", (long) i, null, null);
        }
        List<ConsumerRecord<byte[], byte[]>> all = loader.stage(release, ROWS);

        crashServer();
        loader.restart();
        goOn(all);

        assertWhole(release);
        assertThat(loader.status(done).state()).isEqualTo(ReleaseState.PROMOTED);
        assertThat(loader.number("SELECT count(*) FROM data.waits")).isEqualTo(2L * ROWS);
    }

    /** One server process that dies takes all down, and the server comes up as after a loss of power. */
    private void crashServer() throws SQLException {
        long backend = loader.number("SELECT pg_backend_pid()");
        ProcessHandle.of(backend).orElseThrow().destroyForcibly();
        await().atMost(RECOVERY_PATIENCE).ignoreExceptions().until(() -> {
            try (DatabaseSession session = DatabaseSession.open(loader.database())) {
                return session.number("SELECT count(*) FROM stage._alive") == 0;
            }
        });
    }

    @Test
    @Tag("A13")
    void stopsWhenAnotherLoaderHasTakenItsPartition() throws SQLException {
        TestRelease release = release("1", ROWS);
        List<ConsumerRecord<byte[], byte[]>> messages = loader.announce(release);
        Progress zombie = new Progress("test");
        try (DatabaseSession session = DatabaseSession.open(loader.database())) {
            for (int i = 0; i < 2; i++) {
                zombie.read(session, release.partition(i), p -> 0);
            }
            session.commit();
            loader.stageAll(messages, 2);

            assertThatThrownBy(() -> loader.loading().stage(session, zombie, messages, topic -> 2))
                    .isInstanceOf(FencedException.class)
                    .hasMessageContaining(release.topic());
        }
        loader.decide();

        assertWhole(release);
    }

    @Test
    void showsAReaderTheReleaseBeforeOrTheReleaseAfterAndNothingBetween() throws Exception {
        int before = 4_000;
        int after = 6_000;
        loader.load(release("1", before));
        TestRelease next = release("2", after).at("2025-06-01T00:00:00Z");
        loader.stage(next, Integer.MAX_VALUE);
        Set<String> seen = new HashSet<>();
        CountDownLatch decided = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(1);
        ExecutorService reader = Executors.newSingleThreadExecutor();
        Future<?> reads = reader.submit(() -> {
            try (DatabaseSession session = DatabaseSession.open(loader.database())) {
                for (boolean last = false; !last; reading.countDown()) {
                    last = decided.getCount() == 0;
                    seen.addAll(session.query(
                            "SELECT count(*) || ' rows of ' || string_agg(DISTINCT name, ', ') FROM data.waits",
                            row -> row.getString(1)));
                    session.commit();
                }
            }
            return null;
        });
        reading.await();

        loader.decide();
        decided.countDown();
        reads.get();
        reader.shutdown();

        assertThat(seen).containsExactlyInAnyOrder("4000 rows of run 1", "6000 rows of run 2");
    }

    @Test
    void migratesADatabaseThatIsUpToDateWithoutChangingIt() throws Exception {
        loader.load(release("1", ROWS));

        DatabaseMigrations.migrate(loader.database());

        assertThat(loader.number("SELECT count(*) FROM data.waits")).isEqualTo(ROWS);
        assertThat(loader.query("SELECT schemaname || '.' || tablename FROM pg_publication_tables ORDER BY 1"))
                .containsExactly("data.waits", "datawarp.commits", "datawarp.heartbeat");
        assertThat(loader.query("SELECT relreplident FROM pg_class WHERE oid = 'data.waits'::regclass"))
                .containsExactly("f");
    }
}
