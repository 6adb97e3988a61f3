package org.datawarp.bench;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.datawarp.app.role.FetchRole;
import org.datawarp.app.role.Loading;
import org.datawarp.bench.process.Folders;
import org.datawarp.operate.pressure.Backlog;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.release.ReleaseState;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads monthly releases while the sink is stopped for some time, and samples the backlog. */
@Command(
        name = "pressure",
        mixinStandardHelpOptions = true,
        description = "Heap, PostgreSQL's log and what waits, while the sink is stopped under load and after it.")
public final class PressureMain implements Callable<Integer> {

    private static final Duration BEFORE = Duration.ofSeconds(20);
    private static final int SAMPLES_A_STOP = 12;
    private static final long LOG_BYTES = 8L << 30;
    private static final long FREE_BYTES = 1L << 30;

    @Option(names = "--seconds", defaultValue = "120", description = "How long the sink is stopped (default: 120).")
    private long seconds;

    @Option(names = "--most-rows", defaultValue = "200000", description = "Rows that may wait (default: 200000).")
    private long mostRows;

    @Option(names = "--most-changes", defaultValue = "200000", description = "Changes that may wait (default: 200000).")
    private long mostChanges;

    @Option(names = "--releases", defaultValue = "60", description = "How many releases (default: 60).")
    private int releases;

    @Option(names = "--rows-of-each", defaultValue = "20000", description = "Rows of each (default: 20000).")
    private long rowsOfEach;

    @Spec
    private CommandSpec spec;

    private final AtomicBoolean waits = new AtomicBoolean();
    private final long begunNanos = System.nanoTime();

    /** Runs the benchmark. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        System.exit(new CommandLine(new PressureMain()).setOut(out).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path work = Files.createTempDirectory("datawarp-bench");
        try {
            say("Making %d files of %,d rows...", releases, rowsOfEach);
            Inputs.manifests(work);
            ManyReleases.make(work, releases, rowsOfEach);
            Settings.Room room = new Settings.Room(mostRows, mostChanges, LOG_BYTES, FREE_BYTES);
            return run(PipelineRun.settings(work, work.resolve("data"), work.resolve(Inputs.Form.CSV.name()), room))
                    ? 0
                    : 1;
        } finally {
            Folders.delete(work);
        }
    }

    private boolean run(Settings settings) throws Exception {
        StopSignal stop = new StopSignal();
        List<PublicationManifest> manifests = PublicationManifest.readAll(settings.manifests());
        try (Services services = Services.start(settings);
                Pipeline loader = start(settings, services, stop, Role.APPLY, Role.CAPTURE);
                FetchRole fetch = FetchRole.start(settings, services.endpoints(), this::record, stop);
                Backlog backlog = Backlog.open(settings, services.endpoints());
                Published published = Published.of(services.endpoints())) {
            Loading loading = new Loading(fetch, published.watch(manifests));
            CompletableFuture<Void> bringing;
            say("%6s  %-8s %-9s %10s  what waits", "second", "sink", "fetching", "heap");
            try (Pipeline sink = start(settings, services, stop, Role.SINK)) {
                bringing = CompletableFuture.runAsync(() -> loading.bring(manifests, ReleaseChoice.CHANGED));
                sample("runs", backlog, stop, BEFORE);
            }
            Duration step = Duration.ofSeconds(seconds).dividedBy(SAMPLES_A_STOP);
            for (int sample = 0; sample < SAMPLES_A_STOP && !stop.isSet(); sample++) {
                sample("stopped", backlog, stop, step);
            }
            try (Pipeline sink = start(settings, services, stop, Role.SINK)) {
                while (!bringing.isDone() && !stop.isSet()) {
                    sample("runs", backlog, stop, BEFORE);
                }
                boolean promoted = loading.await(stop).stream()
                        .allMatch(release -> release.status().state() == ReleaseState.PROMOTED);
                sample("runs", backlog, stop, Duration.ofSeconds(1));
                return promoted && isWhole(published);
            }
        }
    }

    private Pipeline start(Settings settings, Services services, StopSignal stop, Role first, Role... others)
            throws Exception {
        return Pipeline.start(EnumSet.of(first, others), settings, services.endpoints(), event -> {}, stop::fail);
    }

    private void record(Event event) {
        if (event.type() == EventType.FETCH_PAUSED) {
            waits.set(true);
        } else if (event.type() == EventType.FETCH_RESUMED) {
            waits.set(false);
        }
    }

    /** Waits, then prints a line. Heap is what is left after a collection: the rest is garbage. */
    private void sample(String sink, Backlog backlog, StopSignal stop, Duration pause) throws InterruptedException {
        stop.await(pause);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heapMegabytes = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
        StringBuilder levels = new StringBuilder();
        backlog.all()
                .forEach(level ->
                        levels.append("  ").append(level.what()).append(' ').append(level.amount()));
        say(
                "%6d  %-8s %-9s %7d MB%s",
                Duration.ofNanos(System.nanoTime() - begunNanos).toSeconds(),
                sink,
                waits.get() ? "waits" : "continues",
                heapMegabytes,
                levels);
    }

    private boolean isWhole(Published published) throws Exception {
        long expected = releases * rowsOfEach;
        long found = published.catalog().datasets().stream()
                .filter(dataset -> dataset.dataset().value().equals(Inputs.DATASET))
                .mapToLong(CatalogDataset::rows)
                .sum();
        say("Published: %,d of %,d rows. %s", found, expected, Memory.peak());
        return found == expected;
    }

    private void say(String format, Object... facts) {
        spec.commandLine().getOut().printf(format + "%n", facts);
    }
}
