package org.datawarp.bench.soak;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Samples as CSV, for charts. Used by one thread, which closes it. */
final class SampleFile implements AutoCloseable {

    private final PrintWriter csv;

    private SampleFile(PrintWriter csv) {
        this.csv = csv;
    }

    static SampleFile create(Path file) throws IOException {
        PrintWriter csv = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
        csv.println("seconds,cores,releases,rows,problems,"
                + Arrays.stream(Gauge.values()).map(Gauge::name).collect(Collectors.joining(","))
                + ",topics");
        return new SampleFile(csv);
    }

    void add(Sample sample) {
        csv.printf(
                "%.1f,%.2f,%d,%d,%d,%s,%s%n",
                sample.seconds(),
                sample.cores(),
                sample.releases(),
                sample.rows(),
                sample.problems(),
                Arrays.stream(Gauge.values())
                        .map(gauge -> sample.value(gauge)
                                .map(value -> "%.0f".formatted(value))
                                .orElse(""))
                        .collect(Collectors.joining(",")),
                sample.topics().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(topic -> topic.getKey() + "=" + topic.getValue())
                        .collect(Collectors.joining(" ")));
    }

    @Override
    public void close() {
        csv.close();
    }
}
