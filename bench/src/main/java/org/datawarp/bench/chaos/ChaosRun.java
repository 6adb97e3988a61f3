package org.datawarp.bench.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.datawarp.app.platform.Endpoints;
import org.datawarp.bench.chaos.FinalComparison.Difference;

/** One run: publishes, kills, reads, waits until all has settled, and compares. Used by one thread. */
final class ChaosRun {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** Longer than any start and any back-off; what has not settled by then needs a person. */
    private static final Duration SETTLING_PATIENCE = Duration.ofMinutes(5);

    /** A system that ends by itself again and again does not settle. */
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
        long begun = System.nanoTime();
        site.publishUpTo(1, plan.kills() + 1);
        try (Target target = target();
                ChaosReader tables = ChaosReader.start("PostgreSQL", sources::tables, truth, site);
                ChaosReader parts = ChaosReader.start("Parquet", sources::parts, truth, site)) {
            target.start();
            for (int kill = 1; kill <= plan.kills(); kill++) {
                waitFor(
                        target,
                        Duration.ofMillis(random.nextLong(plan.longestPause().toMillis())));
                site.publishUpTo(kill + 1, plan.kills() + 1);
                String victim = target.kill(random);
                kills.merge(victim, 1, Integer::sum);
                out.printf("%,5d s  kill %d: %s%n", seconds(begun), kill, victim);
            }
            settle(target, tables, parts);
            out.printf("%,5d s  settled%n", seconds(begun));
            List<String> found = new ArrayList<>(problems);
            Map<String, Difference> differences = parts.isComplete() && tables.isComplete() ? compare(found) : Map.of();
            found.addAll(tables.problems());
            found.addAll(parts.problems());
            return new ChaosReport(
                    plan,
                    kills,
                    Duration.ofSeconds(seconds(begun)),
                    Map.of("PostgreSQL", tables.looks(), "Parquet", parts.looks()),
                    target.starts(),
                    differences,
                    found);
        }
    }

    private Target target() {
        return switch (plan.form()) {
            case UP -> new UpTarget(work);
            case ROLES -> new RolesTarget(work);
        };
    }

    private static long seconds(long sinceNanos) {
        return Duration.ofNanos(System.nanoTime() - sinceNanos).toSeconds();
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
        while (!tables.isComplete() || !parts.isComplete()) {
            if (System.nanoTime() > end || problems.size() > MOST_PROBLEMS) {
                problems.add("did not settle in %s: PostgreSQL %s, Parquet %s"
                        .formatted(SETTLING_PATIENCE, tables.isComplete(), parts.isComplete()));
                return;
            }
            waitFor(target, LOOK_AGAIN);
        }
    }

    private Map<String, Difference> compare(List<String> found) throws IOException, SQLException {
        FinalComparison comparison = new FinalComparison(truth, site);
        Map<String, Difference> differences = new TreeMap<>();
        try (Sources.Opened tables = sources.tables().orElseThrow();
                Sources.Opened parts = sources.parts().orElseThrow()) {
            differences.put("PostgreSQL", comparison.compare(tables));
            differences.put("Parquet", comparison.compare(parts));
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
