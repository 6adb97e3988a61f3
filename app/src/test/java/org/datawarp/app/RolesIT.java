package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.datawarp.schemas.catalog.Catalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each role as a separate process, which knows only the services in its settings. */
@Tag("slow")
class RolesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path folder;

    private static final Map<Role, Process> ROLES = new EnumMap<>(Role.class);
    private static Services services;
    private static Published published;
    private static Catalog catalog;

    @BeforeAll
    static void startEachAlone() throws IOException {
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), "ae-monthly", "mhsds-four-week-waits");
        Settings settings = SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR,
                        folder.resolve("services").toString(),
                        Setting.DATAWARP_MANIFESTS,
                        manifests.toString()),
                Map.of(
                        "S3_ENDPOINT",
                        "http://127.0.0.1:" + freePort(),
                        "S3_ACCESS_KEY_ID",
                        "roles",
                        "S3_SECRET_ACCESS_KEY",
                        "known to all of them"),
                folder);
        services = Services.start(settings);
        ROLES.put(Role.STORE, start(Role.STORE, manifests));
        Awaitility.await("the store")
                .atMost(PATIENCE)
                .until(() -> Files.exists(data(Role.STORE).resolve("alive")));
        published = Published.of(services.endpoints());
        for (Role role : EnumSet.complementOf(EnumSet.of(Role.WORKER, Role.STORE))) {
            ROLES.put(role, start(role, manifests));
        }
        Awaitility.await("both datasets in the catalogue")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> published.catalog().datasets().size() == 2);
        catalog = published.catalog();
    }

    private static void eachServesWhatItMeasuresAndIsReady() {
        Map<Role, List<String>> expected = Map.of(
                Role.FETCH,
                List.of(
                        "datawarp_fetch_files_total{publication=\"ae-monthly\"} 3",
                        "datawarp_fetch_releases_total{publication=\"mhsds-four-week-waits\"} 2",
                        "datawarp_fetch_seen_timestamp_seconds{publication=\"ae-monthly\"} "),
                Role.APPLY,
                List.of(
                        "datawarp_apply_releases_total{publication=\"ae-monthly\",state=\"promoted\"} 3",
                        "datawarp_apply_rows_changed_total{publication=\"ae-monthly\",change=\"inserted\"} 35",
                        "datawarp_apply_held_releases{publication=\"ae-monthly\"} 0",
                        "datawarp_apply_stage_timestamp_seconds{publication=\"ae-monthly\",stage=\"fetched\"} ",
                        "datawarp_apply_stage_timestamp_seconds{publication=\"ae-monthly\",stage=\"published\"} ",
                        "datawarp_apply_topology_lag_messages 0",
                        "datawarp_apply_loader_lag_messages 0"),
                Role.CAPTURE,
                List.of("datawarp_capture_changes_total ", "datawarp_capture_wal_retained_bytes "),
                Role.SINK,
                List.of(
                        "datawarp_sink_catalog_version ",
                        "datawarp_sink_store_operations_total{class=\"A\"} ",
                        "datawarp_sink_free_operations{class=\"B\"} 10000000",
                        "datawarp_sink_stored_bytes ",
                        "datawarp_sink_lag_messages "));
        expected.forEach((role, lines) -> Awaitility.await("the metrics of " + role)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    String where = metricsOf(role);
                    assertThat(ask(where).body()).contains(lines);
                    assertThat(ask(where.replace("/metrics", "/health/ready")).statusCode())
                            .isEqualTo(200);
                }));
    }

    /** Where a role says that it serves them. */
    private static String metricsOf(Role role) throws IOException {
        return Files.readAllLines(log(role)).stream()
                .filter(line -> line.startsWith("Metrics and health: "))
                .map(line -> line.substring("Metrics and health: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> ask(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process start(Role role, Path manifests) throws IOException {
        Map<String, String> environment = new HashMap<>(services.endpoints().toEnvironment());
        environment.put("DATAWARP_METRICS_PORT", "0");
        return RoleProcess.start(role, "256m", data(role), manifests, environment, log(role));
    }

    private static Path data(Role role) {
        return folder.resolve(role.name());
    }

    private static Path log(Role role) {
        return folder.resolve(role.name() + ".log");
    }

    @AfterAll
    static void stop() throws SQLException {
        ROLES.values().forEach(Process::destroyForcibly);
        published.close();
        services.close();
    }

    @Test
    void bringRowsFromThePageToTheCatalogueTogetherAndEndWellWhenStopped() throws Exception {
        assertThat(catalog.datasets())
                .extracting(dataset -> dataset.dataset().value())
                .containsExactlyInAnyOrder("ae_provider", "mhsds_four_week_waits");
        eachServesWhatItMeasuresAndIsReady();
        for (Map.Entry<Role, Process> role : ROLES.entrySet()) {
            Path alive = data(role.getKey()).resolve("alive");
            assertThat(alive).exists();

            role.getValue().destroy();

            assertThat(role.getValue().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(role.getValue().exitValue())
                    .as(Files.readString(log(role.getKey())))
                    .isZero();
            assertThat(alive).doesNotExist();
        }
        assertThat(Files.readAllLines(log(Role.APPLY)))
                .filteredOn(line -> line.startsWith("promoted"))
                .hasSize(5);
        assertThat(Files.readString(log(Role.FETCH))).doesNotContain("unchanged");
        assertThat(List.of(Role.CAPTURE, Role.SINK))
                .allSatisfy(role -> assertThat(Files.readString(log(role))).contains("Running " + role + "."));
        assertThat(data(Role.STORE).resolve("objects/buckets/datawarp/datasets/catalog.parquet"))
                .exists();
    }
}
