package org.datawarp.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that is killed and started again, as systemd or Docker would start it. Used by one thread, which closes it.
 */
final class ChildProcess implements AutoCloseable {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final int LAST_LINES = 3;

    private final String name;
    private final Path logs;
    private final List<String> line;
    private final Map<String, String> environment;
    private final String sign;
    private final List<Duration> starts = new ArrayList<>();

    private @Nullable Process process;
    private long startedNanos;
    private boolean ready;
    private boolean killed;
    private int number;

    /**
     * @param logs gets a file for each start
     * @param line main class and arguments
     * @param sign what it prints once it works
     */
    ChildProcess(String name, Path logs, List<String> line, Map<String, String> environment, String sign) {
        this.name = name;
        this.logs = logs;
        this.line = List.copyOf(line);
        this.environment = Map.copyOf(environment);
        this.sign = sign;
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-Ddatawarp.home=" + logs,
                "-Ddatawarp.logs=" + logs.resolve(name),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(line);
        number++;
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true)
                .redirectOutput(Files.createDirectories(logs).resolve(output()).toFile())
                .start();
        startedNanos = System.nanoTime();
        ready = false;
        killed = false;
    }

    private Path output() {
        return logs.resolve("%s-%03d.out".formatted(name, number));
    }

    String name() {
        return name;
    }

    /** As {@code kill -9} does: nothing over there runs after this. */
    void kill() {
        if (process != null) {
            killed = true;
            process.destroyForcibly().onExit().join();
        }
    }

    /**
     * Starts it again if it has ended.
     *
     * @return how it ended, if nobody killed it
     */
    Optional<String> revive() throws IOException {
        Process now = process;
        noteReady();
        if (now == null || now.isAlive()) {
            return Optional.empty();
        }
        Optional<String> ended = killed
                ? Optional.empty()
                : Optional.of("%s ended by itself with %d: %s".formatted(name, now.exitValue(), lastLines()));
        start();
        return ended;
    }

    private void noteReady() throws IOException {
        if (!ready && process != null && Files.readString(output()).contains(sign)) {
            ready = true;
            starts.add(Duration.ofNanos(System.nanoTime() - startedNanos));
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(output());
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** How long each start took that came to its end. */
    List<Duration> starts() {
        return List.copyOf(starts);
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        }
    }
}
