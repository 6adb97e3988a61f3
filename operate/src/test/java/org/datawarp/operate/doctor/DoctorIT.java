package org.datawarp.operate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.datawarp.operate.doctor.Finding.State;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.datawarp.schemas.setting.StoreBudget;
import org.datawarp.sinks.object.BudgetReachedException;
import org.datawarp.sinks.object.CountedObjectStore;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoreUsage;
import org.datawarp.sinks.object.UsageRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds what is wrong, by making it wrong. */
@Tag("slow")
class DoctorIT {

    private static final InstantSource NOW = InstantSource.system();

    @TempDir
    private static Path folder;

    private static Services services;

    /** Findings by their check. */
    private record Found(Map<String, Finding> all) {

        Finding get(String check) {
            return Objects.requireNonNull(all.get(check), check);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        services = Services.start(settings(folder.resolve("data"), Map.of()));
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    private static Settings settings(Path data, Map<String, String> environment) {
        return SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR, data.toString(),
                        Setting.DATAWARP_MANIFESTS, folder.toString()),
                environment,
                folder);
    }

    private static Found look(Map<String, String> environment) throws InterruptedException {
        return look(environment, NOW);
    }

    /** The services that run, but for what is set. */
    private static Found look(Map<String, String> environment, InstantSource clock) throws InterruptedException {
        Map<String, String> all = new HashMap<>(services.endpoints().toEnvironment());
        all.putAll(environment);
        Settings settings = settings(folder.resolve("data"), all);
        return look(settings, Endpoints.elsewhere(settings), clock, all);
    }

    private static Found look(
            Settings settings, Optional<Endpoints> endpoints, InstantSource clock, Map<String, String> environment)
            throws InterruptedException {
        Map<String, Finding> findings = new HashMap<>();
        new Doctor(settings, endpoints, clock, environment)
                .look()
                .forEach(finding -> findings.put(finding.check(), finding));
        return new Found(findings);
    }

    private static void assertProblem(Finding finding, String found, String advice) {
        assertThat(finding.state()).as(finding.toString()).isEqualTo(State.PROBLEM);
        assertThat(finding.found()).contains(found);
        assertThat(finding.expected()).isNotEmpty();
        assertThat(finding.advice()).contains(advice);
    }

    private static void sql(String... statements) throws SQLException {
        Settings.Database database = services.endpoints().database();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void findsThatPublishingWaitsForItsBudgetUntilTheMonthIsOver() throws IOException, InterruptedException {
        Map<String, String> budget = Map.of(Setting.DATAWARP_BUDGET_CLASS_A.name(), "1000");
        try (ObjectStore store = ObjectStore.open(services.endpoints().store())) {
            try (StoreUsage usage = StoreUsage.open(store, new StoreBudget(Long.MAX_VALUE, 20, Long.MAX_VALUE), NOW)) {
                assertThatThrownBy(() -> new CountedObjectStore(store, usage).copy("a", "b"))
                        .isInstanceOf(BudgetReachedException.class);
            }

            Finding waiting = look(budget).get("budget of the store");
            Finding later = look(budget, InstantSource.fixed(NOW.instant().plus(Duration.ofDays(32))))
                    .get("budget of the store");
            store.delete(UsageRecord.KEY);

            assertProblem(waiting, "publishing waits: 0 of class A", "Raise DATAWARP_BUDGET_CLASS_A");
            assertThat(later.found()).isEqualTo("used: 0 % of DATAWARP_BUDGET_CLASS_A");
            assertThat(look(Map.of()).get("budget of the store").found()).startsWith("none is set");
        }
    }

    @Test
    void findsNoProblemWithServicesThatAreNew() throws InterruptedException {
        Found findings = look(Map.of());

        assertThat(findings.all().values()).noneMatch(finding -> finding.state() == State.PROBLEM);
        assertThat(findings.all())
                .containsKeys("java", "data directory", "kafka", "kafka transactions", "postgresql", "wal_level")
                .containsKeys("permissions", "slot", "clock", "object store");
        assertThat(findings.get("slot").advice()).contains("run capture");
    }

    @Test
    void findsAKafkaThatIsAway() throws InterruptedException {
        assertProblem(
                look(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")).get("kafka"),
                "127.0.0.1:1",
                "KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void findsADatabaseThatIsAwayOrRefusesTheLogin() throws InterruptedException {
        assertProblem(look(Map.of("POSTGRES_PORT", "1")).get("postgresql"), "refused", "POSTGRES_PORT");
        assertProblem(look(Map.of("POSTGRES_USER", "nobody_knows")).get("postgresql"), "nobody_knows", "POSTGRES_USER");
    }

    @Test
    void findsAnObjectStoreThatIsAwayOrRefusesTheKey() throws InterruptedException {
        assertProblem(look(Map.of("S3_SECRET_ACCESS_KEY", "wrong")).get("object store"), "bucket", "S3_ACCESS_KEY_ID");
        assertProblem(
                look(Map.of("S3_BUCKET", "no-such-bucket")).get("object store"), "no-such-bucket", "bucket exists");
    }

    @Test
    void findsAClockThatIsWrong() throws InterruptedException {
        Found findings = look(Map.of(), () -> NOW.instant().plus(Duration.ofHours(1)));

        assertProblem(findings.get("clock"), "s off that of PostgreSQL", "NTP");
    }

    @Test
    void findsAUserWhoMayNotReplicate() throws Exception {
        sql("CREATE ROLE meek LOGIN PASSWORD 'meek'");

        assertProblem(
                look(Map.of("POSTGRES_USER", "meek", "POSTGRES_PASSWORD", "meek"))
                        .get("permissions"),
                "meek may not replicate and may not create schemas",
                "ALTER ROLE meek REPLICATION");
    }

    @Test
    void findsASlotThatNobodyReads() throws Exception {
        sql("SELECT pg_create_logical_replication_slot('datawarp', 'pgoutput')");
        try {
            assertProblem(look(Map.of()).get("slot"), "not in use", "run capture");
        } finally {
            sql("SELECT pg_drop_replication_slot('datawarp')");
        }
    }

    @Test
    void findsADataDirectoryThatCannotBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));

        Found findings = look(settings(file, Map.of()), Optional.empty(), NOW, Map.of());

        assertProblem(findings.get("data directory"), "a-file cannot be written", "DATAWARP_DATA_DIR");
        assertThat(findings.get("services").state()).isEqualTo(State.CANNOT_TELL);
        assertThat(findings.get("services").advice()).contains("./datawarp up");
    }

    @Test
    void saysThatAPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Finding finding = look(Map.of("DATAWARP_METRICS_PORT", port)).get("port of the metrics");

            assertThat(finding.state()).isEqualTo(State.CANNOT_TELL);
            assertThat(finding.found()).contains(port);
            assertThat(finding.advice()).contains("DATAWARP_METRICS_PORT");
        }
    }

    @Test
    void writesALineForEachCheckAndWhatToDoBelowIt() {
        String page = FindingPage.text(List.of(
                Finding.ok("java", "version 17"),
                Finding.problem("wal_level", "replica", "logical", "ALTER SYSTEM"),
                Finding.cannotTell("slot", "there is none yet", "run capture")));

        assertThat(page.lines())
                .containsExactly(
                        "ok           java: version 17",
                        "problem      wal_level: replica; expected logical",
                        "             to do: ALTER SYSTEM",
                        "cannot tell  slot: there is none yet",
                        "             to do: run capture",
                        "1 problem(s) found.");
    }
}
