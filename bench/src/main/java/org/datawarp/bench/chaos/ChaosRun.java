package org.datawarp.bench.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.datawarp.bench.chaos.FinalComparison.Difference;
import org.datawarp.platform.service.Endpoints;

/** One run: publishes, kills, reads, waits until everything has settled, and compares. Used by one thread. */
final class ChaosRun {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** Longer than any start and any back-off; when nothing moves for this long, a person is needed. */
    private static final Duration SETTLING_PATIENCE = Duration.ofMinutes(5);

    /** A system that fails by itself again and again does not settle. */
    private static final int MOST_PROBLEMS = 10;

    private final ChaosPlan plan;
    private final Path work;
    private final PrintWriter out;
    private final Truth truth;
    private final ChaosSite site;
    private final Sources sources;
    private final Random random;
    private final Map<String, Integer> kills = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final long begun = System.nanoTime();

    ChaosRun(ChaosPlan plan, Path work, PrintWriter out) throws IOException {
        this.plan = plan;
        this.work = work;
        this.out = out;
        this.truth = new Truth(plan.seed(), plan.rowsASheet());
        this.site = new ChaosSite(work, plan, truth);
        this.sources = new Sources(work.resolve("data"));
        this.random = new Random(plan.seed());
    }

    /** @return what happened; with problems, something was lost, counted twice, seen in part, or needs a person */
    ChaosReport run() throws IOException, InterruptedException, SQLException {
        site.publishUpTo(1, plan.kills() - plan.lateKills() + 1);
        try (Target target = target();
                ChaosReader tables = ChaosReader.start("PostgreSQL", sources::tables, truth, site);
                ChaosReader parts = ChaosReader.start("Parquet", sources::parts, truth, site)) {
            target.start();
            int early = plan.kills() - plan.lateKills();
            for (int kill = 1; kill <= early; kill++) {
                killAfterAPause(target);
                site.publishUpTo(kill + 1, early + 1);
            }
            settle(target, tables, parts);
            AsPublished before = new AsPublished(Instant.now(), new FinalComparison(truth, site.newest()));
            for (int kill = 1; kill <= plan.lateKills(); kill++) {
                site.correctUpTo(kill, plan.lateKills() + 1);
                killAfterAPause(target);
            }
            site.correctUpTo(1, 1);
            settle(target, tables, parts);
            return report(target, tables, parts, before);
        }
    }

    private ChaosReport report(Target target, ChaosReader tables, ChaosReader parts, AsPublished before)
            throws IOException, SQLException {
        List<String> found = new ArrayList<>(problems);
        Map<String, Difference> differences =
                parts.isComplete() && tables.isComplete() ? compare(before, found) : Map.of();
        found.addAll(tables.problems());
        found.addAll(parts.problems());
        return new ChaosReport(
                plan,
                kills,
                Duration.ofSeconds(seconds()),
                Map.of("PostgreSQL", tables.looks(), "Parquet", parts.looks()),
                target.starts(),
                target.takeOvers(),
                differences,
                found);
    }

    /** The comparison at a time when everything had settled. */
    private record AsPublished(Instant at, FinalComparison comparison) {}

    private void killAfterAPause(Target target) throws IOException, InterruptedException {
        waitFor(target, Duration.ofMillis(random.nextLong(plan.longestPause().toMillis())));
        String victim = target.kill(random);
        kills.merge(victim, 1, Integer::sum);
        int count = kills.values().stream().mapToInt(Integer::intValue).sum();
        say("kill %d: %s".formatted(count, victim));
    }

    private void say(String what) {
        out.printf("%,5d s  %s%n", seconds(), what);
    }

    private Target target() throws IOException {
        return switch (plan.form()) {
            case UP -> new UpTarget(work);
            case ROLES -> new RolesTarget(work);
            case CLUSTER -> new ClusterTarget(work);
        };
    }

    private long seconds() {
        return Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    }

    private void waitFor(Target target, Duration pause) throws IOException, InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        do {
            problems.addAll(target.revive());
            Thread.sleep(LOOK_AGAIN.toMillis());
        } while (System.nanoTime() < end);
    }

    private void settle(Target target, ChaosReader tables, ChaosReader parts) throws IOException, InterruptedException {
        long end = System.nanoTime() + SETTLING_PATIENCE.toNanos();
        int progress = 0;
        while (!tables.isComplete() || !parts.isComplete()) {
            if (tables.progress() + parts.progress() != progress) {
                progress = tables.progress() + parts.progress();
                end = System.nanoTime() + SETTLING_PATIENCE.toNanos();
            }
            if (System.nanoTime() > end || problems.size() > MOST_PROBLEMS) {
                problems.add("nothing moved for %s: PostgreSQL complete %s, Parquet complete %s"
                        .formatted(SETTLING_PATIENCE, tables.isComplete(), parts.isComplete()));
                return;
            }
            waitFor(target, LOOK_AGAIN);
        }
        say("settled");
    }

    private Map<String, Difference> compare(AsPublished before, List<String> found) throws IOException, SQLException {
        FinalComparison comparison = new FinalComparison(truth, site.newest());
        Map<String, Difference> differences = new TreeMap<>();
        try (Sources.Opened tables = sources.tables().orElseThrow();
                Sources.Opened parts = sources.parts().orElseThrow()) {
            differences.put("PostgreSQL", comparison.compare(tables));
            differences.put("Parquet", comparison.compare(parts));
        }
        try (Sources.Opened then = sources.partsAsOf(before.at())) {
            differences.put(
                    "Parquet before the late corrections", before.comparison().compare(then));
        }
        differences.forEach((place, difference) -> {
            if (!difference.isNone()) {
                found.add("%s holds %s".formatted(place, difference));
            }
        });
        Endpoints endpoints = sources.endpoints().orElseThrow();
        comparison.compareRaw(endpoints).forEach((month, what) -> found.add("raw %s: %s".formatted(month, what)));
        FinalComparison.unfinished(endpoints).forEach(release -> found.add("held: " + release));
        return differences;
    }
}
