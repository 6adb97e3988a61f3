package org.datawarp.bench.soak;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.datawarp.bench.process.WorkOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs DataWarp for a long time at about half load, and reports anything that grows but must not. */
@Command(
        name = "bench/soak",
        mixinStandardHelpOptions = true,
        description =
                "Runs DataWarp for a long time while publications gain releases, and reports anything that grows but must not."
                        + " Linux only.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing grows that must not grow", "1:something does"})
public final class SoakMain implements Callable<Integer> {

    @Option(names = "--minutes", defaultValue = "30", description = "Default: 30; the first half is not judged.")
    private int minutes;

    @Option(names = "--publications", defaultValue = "40", description = "Default: 40.")
    private int publications;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Decides what is published, in which order (default: 1).")
    private long seed;

    @Option(
            names = "--load",
            defaultValue = "0.5",
            description = "Part of the machine's cores that DataWarp is to keep busy (default: 0.5).")
    private double load;

    @Option(names = "--sample-seconds", defaultValue = "5", description = "Seconds between two samples (default: 5).")
    private int sampleSeconds;

    @Option(
            names = "--collect-seconds",
            defaultValue = "60",
            description = "Seconds between two full collections of the heap; 0 for none (default: 60).")
    private int collectSeconds;

    @Option(
            names = "--touched",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Take the whole heap at the start, so that memory that grows is not heap that is used for the"
                    + " first time (default: true).")
    private boolean touched;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private WorkOption work;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Runs it. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        System.exit(new CommandLine(new SoakMain()).setOut(out).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = work.folder("datawarp-soak");
        PrintWriter out = spec.commandLine().getOut();
        SoakPlan plan = new SoakPlan(
                Duration.ofMinutes(minutes),
                publications,
                seed,
                load,
                Duration.ofSeconds(sampleSeconds),
                Duration.ofSeconds(collectSeconds),
                touched);
        List<Sample> samples = new SoakRun(plan, folder, out).run();
        return work.end(folder, SoakPage.printResult(out, samples, plan), "Data, logs and samples.csv", out);
    }
}
