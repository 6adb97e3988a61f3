package org.datawarp.operate.lookout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.datawarp.operate.alerts.Alert;
import org.datawarp.operate.alerts.AlertDesk;
import org.datawarp.operate.alerts.Desks;
import org.datawarp.operate.alerts.HookServer;
import org.datawarp.operate.alerts.MovedClock;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.metrics.Source;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.store.AlertStore;
import org.datawarp.operate.store.PulseStore;
import org.datawarp.platform.embedded.EmbeddedDatabase;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.OutsideServices;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.sinks.change.CaptureSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of which a service decides: what real ones say while they are well, away, and back. */
@Tag("slow")
class AlertsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SERVICE = Desks.holds(Alert.SERVICE_DOWN);
    private static final Set<Role> ROLES = EnumSet.of(Role.FETCH);

    @TempDir
    private Path folder;

    private final StopSignal stop = new StopSignal();
    private final MovedClock clock = new MovedClock(Instant.parse("2026-02-20T12:00:00Z"));

    private static void execute(EmbeddedDatabase database, String... statements) throws SQLException {
        DatabaseSettings login = database.settings().settings();
        try (Connection connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Measurements measure(List<Source> sources) {
        Measurements measured = new Measurements();
        for (Source source : sources) {
            try {
                source.measure(measured);
            } catch (Exception e) {
                // What cannot be had is not known: that is what is looked at.
            }
        }
        return measured;
    }

    private static double value(Measurements measured, Metric metric, String... place) {
        return measured.of(metric).orElseThrow().stream()
                .filter(one -> one.place().equals(List.of(place)))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** A round, and one after the time for which the cause has to hold, or be gone. */
    private void look(AlertDesk desk, List<Source> sources, Duration holds) {
        desk.hasTurn();
        desk.judge(measure(sources));
        clock.pass(holds);
        desk.hasTurn();
        desk.judge(measure(sources));
    }

    private static void awaitHeard(HookServer hook, String... notices) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hook.heard()).containsExactly(notices));
    }

    @Test
    void tellWhatServicesSayOnceWhoeverLooksAndWhateverIsAway() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        EmbeddedDatabase database = OutsideServices.database(folder, 0);
        Settings settings = OutsideServices.settings(folder, kafka, database);
        Endpoints endpoints = Endpoints.elsewhere(settings).orElseThrow();
        LookoutSources opened = new LookoutSources(settings, endpoints);
        List<Source> sources = opened.all();
        AlertStore store = new AlertStore(database.settings().settings());
        try (HookServer hook = HookServer.start();
                Pipeline pipeline = Pipeline.start(ROLES, settings, endpoints, event -> {}, stop::fail)) {
            AlertDesk desk = Desks.posting(hook.address(), store, "one", clock);
            look(desk, sources, SERVICE);
            awaitHeard(hook, "firing service-down");
            assertThat(hook.posted().get(0).at("/alerts/0/labels/service").asText())
                    .isEqualTo("store");

            AlertDesk other = Desks.posting(hook.address(), store, "two", clock);
            assertThat(other.hasTurn()).as("one looks at a time").isFalse();
            desk.close();
            assertThat(other.hasTurn()).isTrue();
            look(other, sources, SERVICE);
            awaitHeard(hook, "firing service-down");

            loseTheLogOf(database, other, sources, hook);
            database = restart(database, other, sources, hook);
        } finally {
            opened.close();
            kafka.close();
            database.close();
        }
    }

    /** A slot that nobody reads, first, and then one whose log PostgreSQL has thrown away. */
    private void loseTheLogOf(EmbeddedDatabase database, AlertDesk desk, List<Source> sources, HookServer hook)
            throws SQLException {
        execute(
                database,
                "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(CaptureSettings.DEFAULT_SLOT));
        look(desk, sources, Desks.holds(Alert.CAPTURE_AWAY));
        awaitHeard(hook, "firing service-down", "firing capture-away");

        execute(database, "ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
        for (int segment = 0; segment < 3; segment++) {
            execute(database, "CREATE TABLE filler_%d AS SELECT 1 AS one".formatted(segment), "SELECT pg_switch_wal()");
        }
        execute(database, "CHECKPOINT");
        look(desk, sources, SERVICE);
        awaitHeard(hook, "firing service-down", "firing capture-away", "firing capture-lost");

        execute(database, "SELECT pg_drop_replication_slot('%s')".formatted(CaptureSettings.DEFAULT_SLOT));
        look(desk, sources, SERVICE);
        awaitHeard(
                hook,
                "firing service-down",
                "firing capture-away",
                "firing capture-lost",
                "over capture-away",
                "over capture-lost");
    }

    /** The database that keeps how alerts stand is itself away: who has the turn tells so, and that it is back. */
    private EmbeddedDatabase restart(EmbeddedDatabase database, AlertDesk desk, List<Source> sources, HookServer hook)
            throws IOException {
        int before = hook.heard().size();
        int port = database.port();
        database.close();
        look(desk, sources, SERVICE);
        Awaitility.await().atMost(PATIENCE).until(() -> hook.heard().size() == before + 1);
        assertThat(hook.heard()).last().isEqualTo("firing service-down");

        EmbeddedDatabase again = OutsideServices.database(folder, port);
        look(desk, sources, SERVICE);
        Awaitility.await().atMost(PATIENCE).until(() -> hook.heard().size() == before + 2);
        assertThat(hook.heard()).last().isEqualTo("over service-down");
        assertThat(new AlertStore(again.settings().settings()).told()).hasSize(4);
        return again;
    }

    @Test
    void signsOfLifeStayOfWhoeverDoesNotStopInOrder() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        EmbeddedDatabase database = OutsideServices.database(folder, 0);
        Settings settings = OutsideServices.settings(folder, kafka, database);
        Endpoints endpoints = Endpoints.elsewhere(settings).orElseThrow();
        PulseStore pulses = new PulseStore(database.settings().settings());
        try (Pipeline pipeline = Pipeline.start(ROLES, settings, endpoints, event -> {}, stop::fail)) {
            OwnPulse failed = OwnPulse.start(settings, endpoints, EnumSet.of(Role.SINK), stop);
            StopSignal inOrder = new StopSignal();
            OwnPulse stopped = OwnPulse.start(settings, endpoints, EnumSet.of(Role.APPLY), inOrder);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(pulses.pulses())
                            .extracting(PulseStore.Pulse::role)
                            .containsExactlyInAnyOrder("sink", "apply"));

            inOrder.set();
            stopped.close();
            failed.close();

            assertThat(pulses.pulses()).singleElement().satisfies(pulse -> {
                assertThat(pulse.role()).isEqualTo("sink");
                assertThat(pulse.figures()).containsKeys(OwnPulse.DISK_FREE, OwnPulse.DISK_LEAST);
            });
            Measurements measured = measure(List.of(into -> ProcessMeasures.of(pulses.pulses(), into)));
            assertThat(value(measured, Metric.PROCESS_SILENT_SECONDS, "sink"))
                    .isLessThan((double) PATIENCE.toSeconds());
        } finally {
            kafka.close();
            database.close();
        }
    }
}
