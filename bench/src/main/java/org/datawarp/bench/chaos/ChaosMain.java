package org.datawarp.bench.chaos;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.datawarp.bench.process.WorkOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Kills processes at random moments while releases come in, and reports whether anything was lost, doubled, or seen in
 * part.
 */
@Command(
        name = "bench/chaos",
        mixinStandardHelpOptions = true,
        description = "Kills processes at random moments while releases come in, and compares what came out.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every promise was kept", "1:one was broken"})
public final class ChaosMain implements Callable<Integer> {

    @Option(names = "--form", defaultValue = "UP", description = "${COMPLETION-CANDIDATES} (default: UP).")
    private ChaosPlan.Form form = ChaosPlan.Form.UP;

    @Option(names = "--seed", defaultValue = "1", description = "Decides what is killed and when (default: 1).")
    private long seed;

    @Option(names = "--kills", defaultValue = "100", description = "Default: 100.")
    private int kills;

    @Option(names = "--releases", defaultValue = "60", description = "Default: 60; a third is corrected later.")
    private int releases;

    @Option(names = "--rows", defaultValue = "1000000", description = "Of all releases (default: 1000000).")
    private int rows;

    @Option(
            names = "--longest-pause",
            defaultValue = "20",
            description = "Seconds between two kills at most (default: 20).")
    private int longestPauseSeconds;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private WorkOption work;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Runs it. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        System.exit(new CommandLine(new ChaosMain())
                .setOut(out)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        Path folder = work.folder("datawarp-chaos");
        PrintWriter out = spec.commandLine().getOut();
        ChaosPlan plan = new ChaosPlan(form, seed, kills, releases, rows, Duration.ofSeconds(longestPauseSeconds));
        ChaosReport report = new ChaosRun(plan, folder, out).run();
        report.print(out);
        return work.end(folder, report.problems().isEmpty(), "Data and logs", out);
    }
}
