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
 * A JVM that can be killed and started again, as systemd or Docker would start it. Used by one thread, which closes it.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    /** Enough for a message whose cause comes first. */
    private static final int LAST_LINES = 12;

    /** A small heap: it must be enough for a process that may be killed at any moment. */
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
     * @param logs the folder for a log of each start
     * @param options of Java, such as its heap
     * @param line main class and arguments
     * @param sign what it prints when it is ready
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
        // A benchmark that is stopped leaves no process behind.
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

    /** Its name in messages. */
    public String name() {
        return name;
    }

    /** Like {@code kill -9}: nothing in the process runs after this. */
    public void kill() {
        if (process != null) {
            killed = true;
            process.destroyForcibly().onExit().join();
        }
    }

    /**
     * Starts it again if it has ended.
     *
     * @return how it ended, unless it was killed
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

    /** Whether it has reported that it is ready, and is still running. */
    public boolean isReady() throws IOException {
        noteReady();
        return ready && running().isPresent();
    }

    /** The running process, if there is one. */
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

    /** How long each completed start took. */
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
