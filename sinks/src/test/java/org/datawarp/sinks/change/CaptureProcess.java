package org.datawarp.sinks.change;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Capture in a process of its own, to be killed. */
final class CaptureProcess implements AutoCloseable {

    private static final String READY = "CAPTURE-READY";

    private final Process process;

    private CaptureProcess(Process process) {
        this.process = process;
    }

    /** Returns once it follows the database. */
    static CaptureProcess start(CaptureSettings settings, Path log) throws IOException {
        SourceAddress database = settings.database();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CaptureProcess.class.getName(),
                        database.host(),
                        Integer.toString(database.port()),
                        database.database(),
                        database.user(),
                        database.password(),
                        (String) settings.kafka().get("bootstrap.servers")))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        if (!READY.equals(output.readLine())) {
            throw new IOException("The process did not start; see " + log);
        }
        return new CaptureProcess(process);
    }

    /** Like a power failure: nothing is flushed, nothing closed. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws Exception {
        CaptureSettings settings = new CaptureSettings(
                new SourceAddress(
                        arguments[0], Integer.parseInt(arguments[1]), arguments[2], arguments[3], arguments[4]),
                Map.of("bootstrap.servers", arguments[5]),
                CaptureSettings.DEFAULT_SLOT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
        try (ChangeCapture capture =
                new ChangeCapture(settings, event -> {}, InstantSource.system(), failure -> System.exit(1))) {
            capture.start();
            capture.awaitReady(Duration.ofSeconds(60));
            System.out.println(READY);
            new CountDownLatch(1).await();
        }
    }
}
