package org.datawarp.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.TestDatabase;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.RefusedReleaseException;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.datawarp.streams.staging.StagedRows;
import org.jspecify.annotations.Nullable;

/** The loader without Kafka: takes messages from a list. */
public final class TestLoader implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

    private static final int BATCH = 10_000;

    private final DatabaseSettings database;
    private final Map<String, Manifest> manifests = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private DatabaseSession session;
    private Progress progress = new Progress("test");
    private ReleaseLoading loading;
    private Instant now = NOW;

    public TestLoader(DatabaseSettings database) throws SQLException {
        this.database = database;
        this.session = DatabaseSession.open(database);
        this.loading = newLoading();
        StagedRows.recover(session);
    }

    public static TestLoader onNewDatabase() {
        try {
            return new TestLoader(TestDatabase.create());
        } catch (SQLException e) {
            throw new AssertionError("Cannot make a database for a test", e);
        }
    }

    private ReleaseLoading newLoading() {
        return new ReleaseLoading(
                (publication, version) -> Optional.ofNullable(manifests.get(publication + "@" + version)),
                events::add,
                () -> now);
    }

    /** What is decided on from now on is decided at this time. */
    public TestLoader at(String instant) {
        return at(Instant.parse(instant));
    }

    public TestLoader at(Instant instant) {
        now = instant;
        return this;
    }

    public DatabaseSettings database() {
        return database;
    }

    public DatabaseSession session() {
        return session;
    }

    ReleaseLoading loading() {
        return loading;
    }

    public void refuse(RefusedReleaseException refusal) throws SQLException {
        loading.refuse(session, refusal);
    }

    public List<Event> events() {
        return events;
    }

    /** Stages the whole release and decides on it. */
    public ReleaseStatus load(TestRelease release) throws SQLException {
        stage(release, Integer.MAX_VALUE);
        loading.applyComplete(session);
        return status(release);
    }

    /** Loads a release that must be held, and with nothing of it visible. */
    public List<HoldReason> held(TestRelease release) throws SQLException {
        long commits = number("SELECT count(*) FROM datawarp.commits");

        ReleaseStatus status = load(release);

        assertThat(status.state()).isEqualTo(ReleaseState.HELD);
        assertThat(number("SELECT count(*) FROM datawarp.commits")).isEqualTo(commits);
        assertThat(number("SELECT count(*) FROM datawarp.coverage WHERE release = '%s'".formatted(release.name())))
                .isZero();
        assertThat(number("SELECT count(*) FROM pg_tables WHERE schemaname = 'stage'"))
                .isEqualTo(1);
        Event event = events.get(events.size() - 1);
        assertThat(event.type()).isEqualTo(EventType.RELEASE_HELD);
        assertThat(event.fact(Fact.REASON))
                .contains(status.reasons().get(0).code().toString());
        return status.reasons();
    }

    /** Stages as many of the release's messages, in batches of a few, as if they came from Kafka. */
    public List<ConsumerRecord<byte[], byte[]>> stage(TestRelease release, int messages) throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> all = announce(release);
        List<ConsumerRecord<byte[], byte[]>> some = all.subList(0, Math.min(messages, all.size()));
        stageAll(some, release.partitions());
        return all;
    }

    public void stageAll(List<ConsumerRecord<byte[], byte[]>> messages, int partitions) throws SQLException {
        for (int i = 0; i < messages.size(); i += BATCH) {
            stage(messages.subList(i, Math.min(i + BATCH, messages.size())), partitions);
        }
    }

    /** The release's messages, behind all that came before. */
    public List<ConsumerRecord<byte[], byte[]>> announce(TestRelease release) {
        manifests.put(release.manifest().topicKey(), release.manifest());
        long[] offsets = new long[release.partitions()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = ends.getOrDefault(release.partition(i), 0L);
        }
        List<ConsumerRecord<byte[], byte[]>> all = release.messages(offsets);
        all.forEach(
                message -> ends.put(new TopicPartition(message.topic(), message.partition()), message.offset() + 1));
        return all;
    }

    public void stage(List<ConsumerRecord<byte[], byte[]>> messages, int partitions) throws SQLException {
        Set<TopicPartition> places = new HashSet<>();
        messages.forEach(message -> places.add(new TopicPartition(message.topic(), message.partition())));
        for (TopicPartition partition : places) {
            progress.read(session, partition, p -> 0);
        }
        loading.stage(session, progress, messages, topic -> partitions);
    }

    public void decide() throws SQLException {
        loading.applyComplete(session);
    }

    /** Where the database says that a partition stands. */
    public long position(TopicPartition partition) throws SQLException {
        long next = progress.read(session, partition, p -> 0);
        session.commit();
        return next;
    }

    /** As if the process had been killed and started again. */
    public void restart() throws SQLException {
        session.close();
        session = DatabaseSession.open(database);
        progress = new Progress("test");
        loading = newLoading();
        StagedRows.recover(session);
    }

    public ReleaseStatus status(TestRelease release) {
        return new ReleaseStore(database).byRun(release.run()).orElseThrow();
    }

    /** A dataset's rows as text, columns parted by bars, in order of their values. */
    public List<String> rows(String dataset, String columns) throws SQLException {
        return query("SELECT concat_ws('|', %s) FROM data.\"%s\" ORDER BY 1".formatted(columns, dataset));
    }

    public List<String> query(String sql, @Nullable Object... arguments) throws SQLException {
        List<String> rows = session.query(sql, row -> String.valueOf(row.getString(1)), arguments);
        session.commit();
        return rows;
    }

    public long number(String sql) throws SQLException {
        long number = session.number(sql);
        session.commit();
        return number;
    }

    @Override
    public void close() {
        session.close();
    }
}
