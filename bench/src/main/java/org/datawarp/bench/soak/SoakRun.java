package org.datawarp.bench.soak;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.app.command.DatawarpCommand;
import org.datawarp.bench.process.ChildProcess;
import org.datawarp.bench.process.ServerProcess;

/** One run: publishes as the load allows, samples, and returns the samples. Used by one thread. */
final class SoakRun {

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration START_PATIENCE = Duration.ofMinutes(15);

    /** The default heap: see {@code ./datawarp}. */
    private static final String HEAP = "768m";

    /** How many seconds between two checks of a page, as for samples and mirrors. */
    private static final String POLL_SECONDS = "5";

    /** The load is averaged over this many seconds, because a release takes some of them. */
    private static final double LOAD_SECONDS = 30;

    /** A machine that is busy with other work must not let releases pile up: that is a different test. */
    private static final int MOST_WAITING = 40;

    private static final double NOTHING_COMES_SECONDS = 15;

    private record Spent(double seconds, double cpuSeconds) {}

    private final SoakPlan plan;
    private final Path work;
    private final PrintWriter out;
    private final SoakCalendar calendar;
    private final CollectorLog collector;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private final List<Sample> samples = new ArrayList<>();
    private long published;
    private long settledBefore;
    private double settledSeconds;
    private long begunNanos;

    SoakRun(SoakPlan plan, Path work, PrintWriter out) {
        this.plan = plan;
        this.work = work;
        this.out = out;
        this.calendar = new SoakCalendar(plan.publications(), plan.seed());
        this.collector = new CollectorLog(work.resolve("collector.log"));
    }

    /** @return the samples, in order */
    List<Sample> run() throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(work.resolve("tmp"));
        Path data = work.resolve("data");
        try (SoakSite site = SoakSite.start(work, plan.publications());
                ChildProcess up = up(site, data, temporary);
                Sampler sampler = new Sampler(data, temporary, collector);
                SampleFile file = SampleFile.create(work.resolve("samples.csv"))) {
            for (int i = 0; i < plan.publications(); i++) {
                publish(site);
            }
            up.start();
            awaitWork(up, sampler);
            soak(site, up, sampler, file);
        } finally {
            new ServerProcess(data).killAll();
        }
        return samples;
    }

    private ChildProcess up(SoakSite site, Path data, Path temporary) {
        List<String> options = new ArrayList<>(List.of(
                // As in the launcher.
                "-Xms" + HEAP,
                "-Xmx" + HEAP,
                "@" + System.getProperty("datawarp.options"),
                "-Djava.io.tmpdir=" + temporary,
                collector.option()));
        if (plan.touched()) {
            options.add("-XX:+AlwaysPreTouch");
        }
        return new ChildProcess(
                "up",
                work.resolve("logs"),
                options,
                List.of(
                        DatawarpCommand.class.getName(),
                        "up",
                        "--data-dir=" + data,
                        "--manifests=" + SoakSite.manifests(work),
                        "--source=" + site.address()),
                Map.of(
                        "DATAWARP_POLL_SECONDS",
                        POLL_SECONDS,
                        // As in the launcher.
                        "MALLOC_ARENA_MAX",
                        "2"),
                "Picking up what changes");
    }

    private void publish(SoakSite site) throws IOException {
        site.publish(calendar.next());
        published++;
    }

    /** Waits until all publications have been loaded once: until then it is a start, not a soak. */
    private void awaitWork(ChildProcess up, Sampler sampler) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!up.isReady() || sampler.settled() < plan.publications()) {
            if (up.running().isEmpty() || System.nanoTime() - start > START_PATIENCE.toNanos()) {
                throw new IOException("DataWarp did not load its first %d releases; see %s"
                        .formatted(plan.publications(), work.resolve("logs")));
            }
            Thread.sleep(TICK.toMillis());
        }
        begunNanos = System.nanoTime();
    }

    private void soak(SoakSite site, ChildProcess up, Sampler sampler, SampleFile file)
            throws IOException, InterruptedException {
        Duration nextSample = Duration.ZERO;
        Duration nextCollection = plan.collectEvery();
        while (begun().compareTo(plan.length()) < 0) {
            ProcessHandle java = running(up);
            publishAsTheLoadAllows(site, sampler, java);
            if (!plan.collectEvery().isZero() && begun().compareTo(nextCollection) >= 0) {
                CollectorLog.collect(java.pid());
                nextCollection = nextCollection.plus(plan.collectEvery());
            }
            if (begun().compareTo(nextSample) >= 0) {
                Sample sample = sampler.look(java, seconds());
                samples.add(sample);
                file.add(sample);
                SoakPage.printSample(out, sample, calendar.now());
                nextSample = nextSample.plus(plan.sampleEvery());
            }
            Thread.sleep(TICK.toMillis());
        }
    }

    private static ProcessHandle running(ChildProcess up) throws IOException {
        Optional<ProcessHandle> running = up.running();
        if (running.isEmpty()) {
            throw new IOException("DataWarp ended by itself");
        }
        return running.get();
    }

    private void publishAsTheLoadAllows(SoakSite site, Sampler sampler, ProcessHandle java) throws IOException {
        double seconds = seconds();
        double cpu = sampler.cpuSeconds(java);
        spent.add(new Spent(seconds, cpu));
        while (seconds - spent.element().seconds() > LOAD_SECONDS) {
            spent.remove();
        }
        Spent first = spent.element();
        double cores = seconds == first.seconds() ? 0 : (cpu - first.cpuSeconds()) / (seconds - first.seconds());
        boolean idle = cores < plan.load() * Runtime.getRuntime().availableProcessors();
        if (idle && waiting(sampler.settled(), seconds) < MOST_WAITING) {
            publish(site);
        }
    }

    /**
     * A file that is replaced before its next check is loaded once: a version that was never seen is not waited for.
     */
    private long waiting(long settled, double seconds) {
        if (settled != settledBefore) {
            settledBefore = settled;
            settledSeconds = seconds;
        } else if (seconds - settledSeconds > NOTHING_COMES_SECONDS) {
            published = settled;
        }
        return published - settled;
    }

    private Duration begun() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    private double seconds() {
        return begun().toMillis() / 1e3;
    }
}
