package org.datawarp.bench;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.datawarp.app.command.DatawarpCommand;
import org.datawarp.app.platform.FetchRole;
import org.datawarp.app.platform.Loading;
import org.datawarp.app.platform.Pipeline;
import org.datawarp.app.platform.PublicationManifest;
import org.datawarp.app.platform.Published;
import org.datawarp.app.platform.Role;
import org.datawarp.app.platform.Services;
import org.datawarp.app.platform.StopSignal;
import org.datawarp.app.setting.Settings;
import org.datawarp.bench.process.Folders;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.streams.postgres.ReleaseState;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Loads monthly releases, mends their manifest so that every row of one reads otherwise, and applies it to that release.
 * Then mends it so that one changes, a third and all, and applies it to all each time.
 */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Seconds of a replay of one release among many, and rows per second of all of them.")
public final class ReplayMain implements Callable<Integer> {

    @Option(names = "--rows", defaultValue = "5000000", description = "Rows of all releases (default: 5000000).")
    private long rows;

    @Option(names = "--releases", defaultValue = "60", description = "How many releases (default: 60).")
    private int releases;

    @Spec
    private CommandSpec spec;

    /** Rows per second. */
    private double copyRate;

    /** Runs the benchmark. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        System.exit(new CommandLine(new ReplayMain()).setOut(out).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path work = Files.createTempDirectory("datawarp-bench");
        try {
            long rowsOfEach = rows / releases;
            say("Making %d files of %,d rows...", releases, rowsOfEach);
            Inputs.manifests(work);
            List<String> names = ManyReleases.make(work, releases, rowsOfEach);
            Settings settings = PipelineRun.settings(work, work.resolve("data"), work.resolve(Inputs.Form.CSV.name()));
            return run(settings, work, names, rowsOfEach) ? 0 : 1;
        } finally {
            Folders.delete(work);
        }
    }

    private boolean run(Settings settings, Path work, List<String> names, long rowsOfEach) throws Exception {
        StopSignal stop = new StopSignal();
        List<PublicationManifest> manifests = PublicationManifest.readAll(settings.manifests());
        try (Services services = Services.start(settings);
                Pipeline pipeline = Pipeline.start(
                        EnumSet.of(Role.APPLY, Role.CAPTURE, Role.SINK),
                        settings,
                        services.endpoints(),
                        event -> {},
                        stop::fail);
                FetchRole fetch = FetchRole.start(settings, services.endpoints(), event -> {}, stop);
                Published published = Published.of(services.endpoints())) {
            double copy = copySeconds(services, ManyReleases.file(work, names.get(0)));
            copyRate = rowsOfEach / copy;
            report(Baselines.COPY, rowsOfEach, copy);
            double first = seconds(() -> load(new Loading(fetch, published.watch(manifests)), manifests, stop));
            report("first load of all", names.size() * rowsOfEach, first);

            try (WholeVersions reader = new WholeVersions(settings, rowsOfEach)) {
                String middle = names.get(names.size() / 2);
                long all = names.size() * rowsOfEach;
                int twoThirds = names.size() - names.size() / 3;
                Inputs.swap(settings.manifests(), List.of(middle));
                measure("replay of " + middle, rowsOfEach, reader, settings, "--release", middle);
                say("  rows revised, by release: %s", revised(services));
                Inputs.swap(settings.manifests(), List.of());
                measure("replay of all, of which one changes", all, reader, settings);
                Inputs.swap(settings.manifests(), names.subList(twoThirds, names.size()));
                measure("replay of all, of which a third changes", all, reader, settings);
                Inputs.swap(settings.manifests(), names.subList(0, twoThirds));
                measure("replay of all, every row changes", all, reader, settings);
                stop.failure().ifPresent(failure -> {
                    throw new IllegalStateException(failure);
                });
                return reader.isGood();
            }
        }
    }

    private void load(Loading loading, List<PublicationManifest> manifests, StopSignal stop)
            throws IOException, InterruptedException {
        loading.bring(manifests, ReleaseChoice.CHANGED);
        long promoted = loading.await(stop).stream()
                .filter(release -> release.status().state() == ReleaseState.PROMOTED)
                .count();
        if (promoted != releases || stop.isSet()) {
            throw new IllegalStateException("Expected all %d releases to be promoted, found %d; %s"
                    .formatted(releases, promoted, loading.unfetched()));
        }
    }

    private void measure(String what, long rowCount, WholeVersions reader, Settings settings, String... options)
            throws Exception {
        report(what, rowCount, seconds(() -> replay(settings, options)));
        say("  %s", reader.words());
    }

    private static void replay(Settings settings, String... options) {
        String[] command = new String[options.length + 6];
        List<String> fixed = List.of(
                "replay",
                Inputs.PUBLICATION,
                "--data-dir",
                settings.dataDirectory().toString(),
                "--manifests",
                settings.manifests().toString());
        System.arraycopy(fixed.toArray(String[]::new), 0, command, 0, fixed.size());
        System.arraycopy(options, 0, command, fixed.size(), options.length);
        StringWriter told = new StringWriter();
        PrintWriter out = new PrintWriter(told, true);
        int code = DatawarpCommand.commandLine().setOut(out).setErr(out).execute(command);
        if (code != 0) {
            throw new IllegalStateException("The replay failed: " + told);
        }
    }

    private static String revised(Services services) throws SQLException {
        var database = services.endpoints().database();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT string_agg(_revised_by || ' ' || n, ', ') FROM"
                        + " (SELECT _revised_by, count(*) AS n FROM data.bench_rows_revisions"
                        + " WHERE _revision_kind <> 'first-published' GROUP BY 1) r")) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** The baseline, warm: the best of three. */
    private static double copySeconds(Services services, Path csv) throws Exception {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < 3; run++) {
            best = Math.min(best, seconds(() -> Baselines.copy(services.endpoints(), csv)));
        }
        return best;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private void report(String what, long rowCount, double seconds) {
        double rate = rowCount / seconds;
        say("%-40s %,12d rows  %8.1f s  %,10.0f rows/s  %.3f of COPY", what, rowCount, seconds, rate, rate / copyRate);
    }

    private void say(String format, Object... facts) {
        spec.commandLine().getOut().printf(format + "%n", facts);
    }
}
