package org.datawarp.bench.reading;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads generated and published files with DataWarp and with its rivals, and prints ratios of the same run. */
@Command(
        name = "reading",
        mixinStandardHelpOptions = true,
        description = "Rows per second of readers, each in a process of its own.")
public final class ReadingMain implements Callable<Integer> {

    @Option(names = "--rows", defaultValue = "500000", description = "Generated rows of 12 columns (default: 500000).")
    private int rows;

    @Option(names = "--repeat", defaultValue = "3", description = "Runs of each, of which the fastest counts.")
    private int repeat;

    @Option(names = "--data", description = "Published files: the largest of each format are read too.")
    private Path data;

    @Option(names = "--largest", defaultValue = "2", description = "How many of each format (default: 2).")
    private int largest;

    @Option(names = "--small", defaultValue = "200", description = "How many small files one after the other.")
    private int small;

    @Option(names = "--only", split = ",", description = "${COMPLETION-CANDIDATES}.")
    private List<Rival> only = List.of(Rival.values());

    @Spec
    private CommandSpec spec;

    /** Runs the benchmark. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        System.exit(new CommandLine(new ReadingMain()).setOut(out).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("datawarp-reading");
        try {
            out.printf("Making three files of %,d rows x 12 columns...%n", rows);
            for (Path file : GeneratedFiles.in(folder, rows)) {
                compare(file, out);
            }
            for (Path file : PublishedFiles.largest(data, largest)) {
                compare(file, out);
            }
            if (small > 0) {
                SmallFiles.measure(folder, small, out);
            }
            return 0;
        } finally {
            delete(folder);
        }
    }

    private void compare(Path file, PrintWriter out) throws IOException, InterruptedException {
        Map<Rival, OneReading.Figures> best = new EnumMap<>(Rival.class);
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            for (Rival rival : only) {
                if (rival.reads(file)) {
                    ReadingRun.of(rival, file)
                            .ifPresentOrElse(
                                    figures -> best.merge(rival, figures, ReadingMain::faster),
                                    () -> failed.add(rival.title()));
                }
            }
        }
        out.printf("%n%s, %,d bytes%n", file.getFileName(), Files.size(file));
        out.print(table(best, Rival.baseline(file)));
        failed.stream().distinct().forEach(title -> out.printf("%s could not read it in its heap.%n", title));
        out.flush();
    }

    private static OneReading.Figures faster(OneReading.Figures one, OneReading.Figures other) {
        return one.nanos() <= other.nanos() ? one : other;
    }

    private static TextTable table(Map<Rival, OneReading.Figures> figures, Rival baseline) {
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.LEFT),
                List.of(
                        "reader",
                        "rows",
                        "cells",
                        "seconds",
                        "rows/s",
                        "CPU s",
                        "peak MB",
                        "x " + baseline.title() + ", by time, by CPU"));
        figures.forEach((rival, one) -> {
            OneReading.Figures reference = figures.getOrDefault(baseline, one);
            double seconds = one.nanos() / 1e9;
            table.add(List.of(
                    "%s (-Xmx%dm)".formatted(rival.title(), rival.heapMegabytes()),
                    "%,d".formatted(one.count().rows()),
                    "%,d".formatted(one.count().cells()),
                    "%.2f".formatted(seconds),
                    "%,.0f".formatted(one.count().rows() / seconds),
                    "%.2f".formatted(one.cpuNanos() / 1e9),
                    "%,d".formatted(one.residentKilobytes() >> 10),
                    "%.2f  %.2f  %s"
                            .formatted(
                                    (double) reference.nanos() / one.nanos(),
                                    (double) reference.cpuNanos() / one.cpuNanos(),
                                    rival.gives())));
        });
        return table;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
