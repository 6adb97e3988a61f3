package org.datawarp.bench.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Starts the process of one reading. */
final class ReadingRun {

    private ReadingRun() {}

    /** Empty when the process ended without figures, for example because its heap was too small. */
    static Optional<OneReading.Figures> of(Rival rival, Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + rival.heapMegabytes() + "m",
                        "-XX:+UseSerialGC",
                        "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneReading.class.getName(),
                        rival.name(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(OneReading.Figures.of(answer)) : Optional.empty();
    }
}
