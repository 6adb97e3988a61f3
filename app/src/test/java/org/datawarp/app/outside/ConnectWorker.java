package org.datawarp.app.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A worker of Kafka Connect in a process of its own, as Kafka's distribution starts it: with nothing of DataWarp but
 * the plugin that the build made. Closed by the code that started it.
 */
public final class ConnectWorker implements AutoCloseable {

    private static final Path PLUGINS = Path.of("target", "connect").toAbsolutePath();
    private static final Pattern NOT_OF_A_WORKER =
            Pattern.compile(".*(/classes|/test-classes|datawarp-[^/]*|debezium-[^/]*)/?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private ConnectWorker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it; it answers some seconds later.
     *
     * @param folder keeps its settings and what it says
     */
    public static ConnectWorker start(Path folder, String bootstrapServers) throws IOException {
        int port = OneBroker.freePort();
        Path settings = Files.createDirectories(folder).resolve("worker.properties");
        Files.writeString(settings, settings(bootstrapServers, port));
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !NOT_OF_A_WORKER.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dlog4j2.level=INFO",
                "-cp",
                classPath,
                "org.apache.kafka.connect.cli.ConnectDistributed",
                settings.toString()));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said(folder).toFile()))
                .start();
        return new ConnectWorker(started, port);
    }

    /** All that it printed. */
    public static Path said(Path folder) {
        return folder.resolve("worker.out");
    }

    private static String settings(String bootstrapServers, int port) {
        Map<String, String> all = Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("group.id", "connect"),
                Map.entry("listeners", "http://127.0.0.1:" + port),
                Map.entry("plugin.path", PLUGINS.toString()),
                Map.entry("plugin.discovery", "service_load"),
                Map.entry("key.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("offset.storage.topic", "connect-offsets"),
                Map.entry("offset.storage.partitions", "1"),
                Map.entry("offset.storage.replication.factor", "1"),
                Map.entry("offset.flush.interval.ms", "1000"),
                Map.entry("config.storage.topic", "connect-configs"),
                Map.entry("config.storage.replication.factor", "1"),
                Map.entry("status.storage.topic", "connect-status"),
                Map.entry("status.storage.partitions", "1"),
                Map.entry("status.storage.replication.factor", "1"),
                Map.entry("config.providers", "file"),
                Map.entry("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider"));
        return all.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** Whether it answers. */
    public boolean isReady() throws InterruptedException {
        try {
            return ask("GET", "/connectors", "").isArray();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What a connector does, as the worker calls it.
     *
     * @throws IOException while it knows none of this name
     */
    public String state(String connector) throws IOException, InterruptedException {
        return ask("GET", "/connectors/" + connector + "/status", "")
                .path("connector")
                .path("state")
                .asText();
    }

    /** Whether the one task of a connector runs. */
    public boolean runs(String connector) throws IOException, InterruptedException {
        return ask("GET", "/connectors/" + connector + "/status", "")
                .path("tasks")
                .path(0)
                .path("state")
                .asText()
                .equals("RUNNING");
    }

    /**
     * Asks its REST interface.
     *
     * @throws IOException when it does not answer, or refuses, with what it says
     */
    public JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops it in order. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
