package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.datawarp.app.outside.OneBroker;
import org.datawarp.app.outside.Relay;
import org.datawarp.platform.embedded.EmbeddedDatabase;
import org.datawarp.platform.embedded.EmbeddedObjectStore;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.datawarp.schemas.setting.StoreSettings;
import org.datawarp.streams.release.ReleaseState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kafka, PostgreSQL and the store behind a network that breaks off, delays, or silently swallows everything. Releases
 * keep arriving. Afterwards each is there once, in the tables and in the published data.
 */
@Tag("D6")
class NetworkFaultsIT {

    private static final List<Object> HEADINGS = List.of("Org Code", "Beds open", "Beds occupied");
    private static final String FIELDS = """
            fields:
              - {name: org_code, headings: [Org Code], role: key}
              - {name: beds_open, headings: [Beds open], type: integer, role: measure}
              - {name: beds_occupied, headings: [Beds occupied], type: integer, role: measure}
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long SEED = 20_260_115;

    /** A server, by what is cut off from it. */
    private enum Service {
        KAFKA,
        POSTGRES,
        STORE
    }

    /** What the network does, and for how long. */
    private enum Fault {
        CUT {
            @Override
            void strike(Relay relay) throws InterruptedException {
                relay.cut();
                Thread.sleep(3_000);
            }
        },
        FLAPPING {
            @Override
            void strike(Relay relay) throws InterruptedException {
                for (int i = 0; i < 6; i++) {
                    relay.cut();
                    Thread.sleep(300);
                    relay.mend();
                    Thread.sleep(500);
                }
            }
        },
        SLOW {
            @Override
            void strike(Relay relay) throws InterruptedException {
                relay.slow();
                Thread.sleep(5_000);
            }
        },
        SWALLOWING {
            @Override
            void strike(Relay relay) throws InterruptedException {
                relay.swallow();
                Thread.sleep(8_000);
            }
        };

        abstract void strike(Relay relay) throws InterruptedException;
    }

    @TempDir
    private static Path folder;

    private static final Map<Service, Relay> RELAYS = new HashMap<>();
    private static final List<AutoCloseable> STARTED = new ArrayList<>();
    private static EmbeddedDatabase database;
    private static RunningStack stack;
    private static DriftingPublication beds;
    private static int months;

    @BeforeAll
    static void start() throws Exception {
        Path manifests = Files.createDirectories(folder.resolve("manifests"));
        beds = new DriftingPublication(manifests, "beds", FIELDS);
        publish();
        database = EmbeddedDatabase.start(folder.resolve("postgres"), 0, folder.resolve("pgbin"));
        STARTED.add(0, database);
        // The server drops silent clients, as always, but sooner.
        ask("ALTER SYSTEM SET wal_sender_timeout = '4s'");
        ask("SELECT pg_reload_conf()");
        RELAYS.put(Service.POSTGRES, new Relay(database.port(), SEED));
        EmbeddedObjectStore store = EmbeddedObjectStore.start(folder.resolve("objects"), 0, "datawarp");
        STARTED.add(0, store);
        RELAYS.put(Service.STORE, new Relay(store.endpoint().getPort(), SEED));
        int broker = OneBroker.freePort();
        RELAYS.put(Service.KAFKA, new Relay(broker, SEED));
        STARTED.add(0, OneBroker.start(folder.resolve("kafka"), listeners(broker, OneBroker.freePort()), List.of()));
        stack = RunningStack.start(settings(manifests, store));
        STARTED.add(0, stack);
        assertThat(stack.load().values()).containsOnly(ReleaseState.PROMOTED);
    }

    /** The broker connects to itself without the relay. */
    private static Map<String, String> listeners(int port, int inner) {
        return Map.of(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,INNER://127.0.0.1:%d".formatted(port, inner),
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,INNER://127.0.0.1:%d"
                        .formatted(RELAYS.get(Service.KAFKA).port(), inner),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,INNER:PLAINTEXT",
                "inter.broker.listener.name",
                "INNER");
    }

    /** Waits are as bounded as ever, but shorter. */
    private static Settings settings(Path manifests, EmbeddedObjectStore store) {
        Settings usual = SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR, folder.resolve("data").toString(),
                        Setting.DATAWARP_MANIFESTS, manifests.toString()),
                Map.of(),
                Path.of("."));
        return new Settings(
                usual.dataDirectory(),
                usual.manifests(),
                usual.source(),
                usual.polling(),
                usual.partitions(),
                usual.trustedHosts(),
                usual.room(),
                usual.budget(),
                usual.worker(),
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + RELAYS.get(Service.KAFKA).port(),
                        "request.timeout.ms",
                        "4000",
                        "default.api.timeout.ms",
                        "10000"),
                new Settings.Database(
                        "127.0.0.1",
                        RELAYS.get(Service.POSTGRES).port(),
                        database.database(),
                        database.user(),
                        database.password(),
                        Map.of("socketTimeout", "4")),
                new StoreSettings(
                        URI.create(
                                "http://127.0.0.1:" + RELAYS.get(Service.STORE).port()),
                        "us-east-1",
                        store.bucket(),
                        store.accessKey(),
                        store.secretKey()));
    }

    @AfterAll
    static void stop() throws Exception {
        RELAYS.values().forEach(Relay::mend);
        for (AutoCloseable one : STARTED) {
            one.close();
        }
        for (Relay relay : RELAYS.values()) {
            relay.close();
        }
    }

    /** One more month. */
    private static void publish() throws IOException {
        months++;
        String month = Month.of((months - 1) % 12 + 1).getDisplayName(TextStyle.FULL, Locale.UK);
        beds.csv(
                "Beds-%s-%d.csv".formatted(month, 2020 + (months - 1) / 12),
                HEADINGS,
                DriftingPublication.rows(months));
    }

    private static List<List<@Nullable Object>> ask(String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            if (sql.startsWith("ALTER")) {
                statement.execute(sql);
                return List.of();
            }
            return SqlRows.of(connection, sql);
        }
    }

    @ParameterizedTest(name = "{0} on the way to {1}")
    @CsvSource({"CUT, KAFKA", "CUT, POSTGRES", "CUT, STORE", "SWALLOWING, POSTGRES"})
    void losesNothingAndCatchesUp(Fault fault, Service service) throws Exception {
        publishUnder(fault, service);
    }

    /** Kafka's clients and the store's wait for an answer for up to a minute. */
    @ParameterizedTest(name = "{0} on the way to {1}")
    @CsvSource({
        "FLAPPING, KAFKA", "FLAPPING, POSTGRES", "FLAPPING, STORE",
        "SLOW, KAFKA", "SLOW, POSTGRES", "SLOW, STORE",
        "SWALLOWING, KAFKA", "SWALLOWING, STORE"
    })
    @Tag("slow")
    void losesNothingAndCatchesUpWhateverTheNetworkDoes(Fault fault, Service service) throws Exception {
        publishUnder(fault, service);
    }

    private static void publishUnder(Fault fault, Service service) throws Exception {
        Relay relay = RELAYS.get(service);
        publish();
        CompletableFuture<Void> network = CompletableFuture.runAsync(() -> {
            try {
                fault.strike(relay);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                relay.mend();
            }
        });
        // Retries when a page could not be fetched, as run fetch does.
        Awaitility.await("what was fetched during the fault")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> stack.fetchOnce() == 0);
        network.join();

        String rows = "SELECT count(*), sum(beds_open), count(DISTINCT (org_code, period_start)) FROM %sbeds_beds";
        long expected = months * (long) DriftingPublication.PROVIDERS.size();
        Awaitility.await("all of it, published")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> stack.catalog().datasets().stream()
                        .anyMatch(dataset ->
                                dataset.dataset().value().equals(beds.dataset()) && dataset.rows() == expected));
        assertThat(ask(rows.formatted("data."))).isEqualTo(expectedRows(expected));
    }

    private static List<List<@Nullable Object>> expectedRows(long expected) {
        long sum = 0;
        for (int month = 1; month <= months; month++) {
            for (List<Object> row : DriftingPublication.rows(month)) {
                sum += ((Number) row.get(1)).longValue();
            }
        }
        List<@Nullable Object> row = new ArrayList<>(List.of(expected, BigDecimal.valueOf(sum), expected));
        return List.of(row);
    }
}
