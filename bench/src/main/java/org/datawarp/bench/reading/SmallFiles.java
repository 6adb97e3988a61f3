package org.datawarp.bench.reading;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;
import org.datawarp.producers.isolate.IsolatedReader;
import org.datawarp.producers.isolate.IsolationLimits;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.producers.read.SheetSource;

/** Many small files, one after the other: measures the cost of a separate reading process. */
final class SmallFiles {

    private static final int ROWS = 40;

    private SmallFiles() {}

    /** @param count how many workbooks of 40 rows */
    static void measure(Path folder, int count, PrintWriter out) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path each = Files.createDirectories(folder.resolve("small-" + i));
            files.add(GeneratedFiles.in(each, ROWS).get(i % 2));
        }
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.RIGHT, Side.RIGHT), List.of("reader", "first file, ms", "each other, ms"));
        FileReader here = new FileReader(folder.resolve("here"), ReadLimits.DEFAULT);
        table.add(row("in this process, cold", here::read, files));
        try (IsolatedReader apart = new IsolatedReader(folder.resolve("apart"), IsolationLimits.DEFAULT)) {
            table.add(row("in a child process", apart, files));
        }
        IsolationLimits fresh = new IsolationLimits(
                IsolationLimits.DEFAULT.heapMegabytes(),
                IsolationLimits.DEFAULT.silence(),
                IsolationLimits.DEFAULT.cpu(),
                1);
        try (IsolatedReader apart = new IsolatedReader(folder.resolve("fresh"), fresh)) {
            table.add(row("in a new child process each", apart, files.subList(0, Math.min(20, count))));
        }
        out.printf("%n%,d workbooks of %d rows%n", count, ROWS);
        out.print(table);
        out.flush();
    }

    private static List<String> row(String title, SheetSource source, List<Path> files) throws IOException {
        long start = System.nanoTime();
        DataWarpReading.read(source, files.get(0));
        long first = System.nanoTime();
        for (Path file : files.subList(1, files.size())) {
            DataWarpReading.read(source, file);
        }
        long end = System.nanoTime();
        return List.of(
                title,
                "%.0f".formatted((first - start) / 1e6),
                "%.1f".formatted((end - first) / 1e6 / Math.max(1, files.size() - 1)));
    }
}
