package org.datawarp.bench;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.datawarp.bench.process.Folders;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.ReadLimits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads generated files through the whole path, and prints each leg beside baselines of the same run. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Rows per second of each leg, beside baselines of the same run.")
public final class Main implements Callable<Integer> {

    @Option(names = "--rows", defaultValue = "1000000", description = "Rows of 12 columns (default: 1000000).")
    private long rows;

    @Option(names = "--form", defaultValue = "CSV,XLSX", split = ",", description = "${COMPLETION-CANDIDATES}.")
    private List<Inputs.Form> forms;

    @Option(names = "--work", description = "Where files are put; emptied afterwards (default: a temporary folder).")
    private Path work;

    @Spec
    private CommandSpec spec;

    /** Runs the benchmark. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        System.exit(new CommandLine(new Main()).setOut(out).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = work == null ? Files.createTempDirectory("datawarp-bench") : Files.createDirectories(work);
        try {
            Inputs.manifests(folder);
            for (Inputs.Form form : forms) {
                run(folder, form);
            }
            return 0;
        } finally {
            Folders.delete(folder);
        }
    }

    private void run(Path folder, Inputs.Form form) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Making a file of %,d rows as %s...%n", rows, form);
        Path file = Inputs.file(folder, form, rows);
        out.printf("%s, %,d bytes%n", file.getFileName(), Files.size(file));
        Path data = folder.resolve("data-" + form);
        Settings settings = PipelineRun.settings(folder, data, folder.resolve(form.name()));
        Meter meter = new Meter(out);
        try (Services services = Services.start(settings)) {
            Path csv = form == Inputs.Form.CSV ? file : Inputs.file(folder, Inputs.Form.CSV, rows);
            meter.measure(Baselines.COPY, rows, () -> Baselines.copy(services.endpoints(), csv));
            meter.measure(
                    "DuckDB, CSV to Parquet", rows, () -> Baselines.duckdb(csv, folder.resolve("baseline.parquet")));
            meter.measure("parquet-avro alone", rows, () -> Baselines.parquet(folder, rows));
            FileReader reader = new FileReader(folder.resolve("read"), ReadLimits.DEFAULT);
            meter.measure("read alone", rows, () -> Baselines.read(reader, file));
            new PipelineRun(settings, meter).load(services, rows);
        }
        meter.print(
                "%,d rows x 12 columns, %s, heap at most %,d MB".formatted(rows, form, heapMegabytes()),
                Baselines.COPY);
        out.println(Memory.peak());
        Folders.delete(data);
    }

    private static long heapMegabytes() {
        return Runtime.getRuntime().maxMemory() >> 20;
    }
}
