package org.datawarp.bench.process;

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
public final class ChildProcess implements AutoCloseable {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    /** As long as the messages of those whose cause comes first. */
    private static final int LAST_LINES = 12;

    /** A small heap: what is killed at any moment must do with little. */
    public static final List<String> SMALL = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private final String name;
    private final Path logs;
    private final List<String> options;
    private final List<String> line;
    private final Map<String, String> environment;
    private final String sign;
    private final List<Duration> starts = new ArrayList<>();

    private volatile @Nullable Process process;
    private long startedNanos;
    private boolean ready;
    private boolean killed;
    private int number;

    /**
     * @param logs gets a file for each start
     * @param options of Java, such as its heap
     * @param line main class and arguments
     * @param sign what it prints once it works
     */
    public ChildProcess(
            String name,
            Path logs,
            List<String> options,
            List<String> line,
            Map<String, String> environment,
            String sign) {
        this.name = name;
        this.logs = logs;
        this.options = List.copyOf(options);
        this.line = List.copyOf(line);
        this.environment = Map.copyOf(environment);
        this.sign = sign;
        // A benchmark that is stopped leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running().ifPresent(ProcessHandle::destroy), name));
    }

    /** Starts it. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
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

    /** What it is called in what is printed. */
    public String name() {
        return name;
    }

    /** As {@code kill -9} does: nothing over there runs after this. */
    public void kill() {
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
    public Optional<String> revive() throws IOException {
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

    /** Whether it has said that it works, and lives. */
    public boolean isReady() throws IOException {
        noteReady();
        return ready && running().isPresent();
    }

    /** The process that runs, if one does. */
    public Optional<ProcessHandle> running() {
        return Optional.ofNullable(process).map(Process::toHandle).filter(ProcessHandle::isAlive);
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
    public List<Duration> starts() {
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
