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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.datawarp.app.command.DatawarpCommand;
import org.datawarp.app.role.FetchRole;
import org.datawarp.app.role.Loading;
import org.datawarp.bench.process.Folders;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.release.ReleaseState;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Loads monthly releases, changes their manifest so that every row of one release reads differently, and applies it to
 * that release. Then changes it for one release, for a third and for all, and applies it to all releases each time.
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

    /** Rows per second of the first load, which writes each row once. */
    private double firstRate;

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
            say("%-40s %,12d rows  %8.1f s  %,10.0f rows/s  1.000 of COPY", Baselines.COPY, rowsOfEach, copy, copyRate);
            long all = names.size() * rowsOfEach;
            // The reader takes its share of the processors in each of them.
            try (WholeVersions reader = new WholeVersions(settings, rowsOfEach)) {
                double first = seconds(() -> load(new Loading(fetch, published.watch(manifests)), manifests, stop));
                firstRate = all / first;
                report("first load of all", all, first, reader);
                Replays replays = new Replays(services, settings, reader);
                String middle = names.get(names.size() / 2);
                int twoThirds = names.size() - names.size() / 3;
                Inputs.swap(settings.manifests(), List.of(middle));
                replays.measure("replay of " + middle, rowsOfEach, "--release", middle);
                Inputs.swap(settings.manifests(), List.of());
                replays.measure("replay of all, of which one changes", all);
                Inputs.swap(settings.manifests(), names.subList(twoThirds, names.size()));
                replays.measure("replay of all, of which a third changes", all);
                Inputs.swap(settings.manifests(), names.subList(0, twoThirds));
                replays.measure("replay of all, every row changes", all);
                stop.throwIfFailed("A role failed");
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

    /** The releases that are applied again, and the result. */
    private final class Replays {

        private final Services services;
        private final Settings settings;
        private final WholeVersions reader;

        Replays(Services services, Settings settings, WholeVersions reader) {
            this.services = services;
            this.settings = settings;
            this.reader = reader;
        }

        void measure(String what, long rowCount, String... options) throws Exception {
            Map<String, Long> before = revised(services);
            double seconds = seconds(() -> replay(settings, options));
            report(what, rowCount, seconds, reader);
            Map<String, Long> revised = revised(services);
            before.forEach((release, count) -> revised.merge(release, -count, Long::sum));
            revised.values().removeIf(count -> count == 0);
            // Each changed row is written as it is now, and as it was.
            long written =
                    2 * revised.values().stream().mapToLong(Long::longValue).sum();
            say(
                    "  %,d rows written, %,.0f a second, %.2f of the first load's; releases with revised rows: %s",
                    written,
                    written / seconds,
                    written / seconds / firstRate,
                    revised.size() == 1 ? revised : revised.size());
        }
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

    /** How many revisions each release has produced. */
    private static Map<String, Long> revised(Services services) throws SQLException {
        var database = services.endpoints().database();
        Map<String, Long> revised = new TreeMap<>();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            if (!isThere(statement, Inputs.DATASET + "_revisions")) {
                return revised;
            }
            try (ResultSet rows = statement.executeQuery("SELECT _revised_by, count(*) FROM data.bench_rows_revisions"
                    + " WHERE _revision_kind <> 'first-published' GROUP BY 1")) {
                while (rows.next()) {
                    revised.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return revised;
    }

    private static boolean isThere(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT 1 FROM pg_tables WHERE schemaname = 'data' AND tablename = '" + table + "'")) {
            return row.next();
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

    private void report(String what, long rowCount, double seconds, WholeVersions reader) {
        double rate = rowCount / seconds;
        say(
                "%-40s %,12d rows  %8.1f s  %,10.0f rows/s  %.3f of COPY  %.2f of the first load",
                what, rowCount, seconds, rate, rate / copyRate, rate / firstRate);
        say("  %s", reader.words());
    }

    private void say(String format, Object... facts) {
        spec.commandLine().getOut().printf(format + "%n", facts);
    }
}
