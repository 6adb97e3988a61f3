package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.datawarp.app.worker.LocalWorker;
import org.datawarp.platform.setting.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The Worker that {@code up} starts shows what was committed, restarts when it dies, and stops on request. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class LocalWorkerIT {

    /** The first time, packages are fetched. */
    private static final Duration PREPARATION = Duration.ofMinutes(8);

    private static final URI PUBLIC_URL = URI.create("https://data.example.org/");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static final List<String> NEWS = new CopyOnWriteArrayList<>();
    private static RunningStack stack;
    private static LocalWorker worker;
    private static URI address;

    @BeforeAll
    static void start() throws IOException, InterruptedException, TimeoutException {
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), "ae-monthly");
        stack = RunningStack.start(folder.resolve("data"), manifests, "samples");
        worker = LocalWorker.start(settings(), stack.endpoints().store(), NEWS::add);
        stack.load();
        worker.await(PREPARATION);
        assumeTrue(worker.problem().isEmpty(), () -> "Without the Worker: " + worker.problem());
        address = worker.address().orElseThrow(() -> new AssertionError("The Worker did not start: " + NEWS));
    }

    private static Settings settings() {
        Settings given = stack.settings();
        return new Settings(
                given.dataDirectory(),
                given.manifests(),
                given.source(),
                given.polling(),
                given.partitions(),
                given.trustedHosts(),
                given.room(),
                given.budget(),
                new Settings.Worker(Path.of("../worker").toAbsolutePath().normalize(), 0, PUBLIC_URL, List.of()),
                given.kafka(),
                given.database(),
                given.store());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        worker.close();
        stack.close();
    }

    @Test
    @Order(1)
    void showsWhatWasCommittedBeforeAndAfterItStarted() throws IOException, InterruptedException {
        long version = stack.catalog().version();
        Awaitility.await().atMost(PATIENCE).until(() -> version() == version);
        assertThat(datasets().path("datasets").path(0).path("dataset").asText()).isEqualTo("ae_provider");
        Path sample = stack.settings().manifests().resolve("ae-monthly/sample/April-2025-CSV-w3Kd9.csv");
        BundledManifests.alter(sample, ",0,25,0,9", ",0,25,0,10");
        BundledManifests.alter(sample, ",154,73,6579", ",154,73,6580");

        stack.load();

        Awaitility.await().atMost(PATIENCE).until(() -> version() == version + 1);
    }

    @Test
    @Order(2)
    void namesItsPublicAddressInLinks() throws IOException, InterruptedException {
        assertThat(datasets().path("datasets").path(0).path("url").asText())
                .isEqualTo("https://data.example.org/api/datasets/ae_provider");
    }

    @Test
    @Order(3)
    void comesBackWhenItDies() {
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("workerd"))
                .forEach(ProcessHandle::destroyForcibly);

        Awaitility.await().atMost(PATIENCE).until(() -> version() > 0);
    }

    @Test
    @Order(4)
    void keepsTheKeysOfTheStoreOutOfItsCommandLine() {
        String secret = stack.endpoints().store().secretKey();

        assertThat(ProcessHandle.current()
                        .descendants()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains(secret));
    }

    @Test
    @Order(5)
    void goesWithAllThatItStarted() throws IOException {
        List<ProcessHandle> processes = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").matches(".*(node|workerd)"))
                .toList();
        assertThat(processes).hasSizeGreaterThan(1);

        worker.close();

        // The system soon removes processes without a parent from the list.
        Awaitility.await().atMost(PATIENCE).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        try (ServerSocket free = new ServerSocket(address.getPort())) {
            assertThat(free.isBound()).isTrue();
        }
        assertThat(Files.exists(folder.resolve("data/logs/worker.log"))).isTrue();
    }

    private static long version() throws InterruptedException {
        try {
            return datasets().path("version").asLong();
        } catch (IOException e) {
            return 0;
        }
    }

    private static JsonNode datasets() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("api/datasets"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
