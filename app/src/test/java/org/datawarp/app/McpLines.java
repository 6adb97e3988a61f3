package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.setting.StoreSettings;

/** {@code datawarp mcp} line by line, for tests that a library's client cannot do. Safe for several threads. */
final class McpLines implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Map<Long, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    private McpLines(Process process) {
        this.process = process;
    }

    /** A data directory over which the Worker's fixture is published. */
    static void publishFixture(Path data) throws IOException {
        new Endpoints(
                        Map.of("bootstrap.servers", "127.0.0.1:1"),
                        new Settings.Database("127.0.0.1", 1, "none", "none", "", Map.of()),
                        Map.of(),
                        new StoreSettings(URI.create("http://127.0.0.1:1"), "auto", "none", "none", "none"),
                        WorkerFixture.FOLDER.toAbsolutePath().normalize().toString())
                .save(data);
    }

    static McpLines start(Path dataDirectory) throws IOException {
        Process process = new ProcessBuilder(McpSession.command(dataDirectory, "parquet"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        McpLines lines = new McpLines(process);
        Thread reader = new Thread(lines::read, "mcp-answers");
        reader.setDaemon(true);
        reader.start();
        Map<String, Object> client = Map.of("name", "test", "version", "1");
        lines.await(lines.send(
                "initialize", Map.of("protocolVersion", "2025-06-18", "capabilities", Map.of(), "clientInfo", client)));
        lines.write(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
        return lines;
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode message = JSON.readTree(line);
                answer(message.path("id").asLong()).complete(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<JsonNode> answer(long id) {
        return answers.computeIfAbsent(id, each -> new CompletableFuture<>());
    }

    /** @return its id */
    long send(String method, Map<String, ?> params) throws IOException {
        long id = last.incrementAndGet();
        write(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params));
        return id;
    }

    long ask(String sql) throws IOException {
        return send("tools/call", Map.of("name", "query", "arguments", Map.of("sql", sql)));
    }

    void cancel(long id) throws IOException {
        write(Map.of("jsonrpc", "2.0", "method", "notifications/cancelled", "params", Map.of("requestId", id)));
    }

    void writeLine(String line) throws IOException {
        synchronized (process) {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }
    }

    private void write(Map<String, ?> message) throws IOException {
        writeLine(JSON.writeValueAsString(message));
    }

    boolean isAnswered(long id) {
        return answer(id).isDone();
    }

    JsonNode await(long id) {
        CompletableFuture<JsonNode> answer = answer(id);
        assertThat(answer).as("the answer to request %d", id).succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answer.join();
    }

    /** The answer of a tool. */
    String textOf(long id) {
        return await(id).at("/result/content/0/text").asText();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processes that run statements, or wait for one. */
    List<ProcessHandle> queryProcesses() {
        return process.children().toList();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        assertThat(process.onExit()).succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
