package org.datawarp.bench.chaos;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.datawarp.bench.chaos.Truth.Signature;
import org.datawarp.bench.chaos.Truth.Version;

/**
 * Reads one of the sources again and again and records every inconsistent answer: a month or a release in two versions
 * at once, or a version that is older than before.
 *
 * <p>Works in its own thread until it is closed.
 */
final class ChaosReader implements AutoCloseable {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(300);
    private static final int MOST_PROBLEMS = 20;
    private static final int ABSENT = -1;

    /** The server is down, starts or stops: the run causes this on purpose. */
    private static final Set<String> AWAY = Set.of("08", "57", "53", "58");

    /** Opens the source in its present state. */
    @FunctionalInterface
    interface Source {
        Optional<Sources.Opened> open() throws IOException, SQLException;
    }

    private final String name;
    private final Source source;
    private final Truth truth;
    private final ChaosSite site;
    private final int[] seen;
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile long lastVersion;
    private volatile int[] shown = {};

    private ChaosReader(String name, Source source, Truth truth, ChaosSite site) {
        this.name = name;
        this.source = source;
        this.truth = truth;
        this.site = site;
        this.seen = new int[site.releases()];
        Arrays.fill(seen, ABSENT);
        this.thread = new Thread(this::run, "reader of " + name);
    }

    static ChaosReader start(String name, Source source, Truth truth, ChaosSite site) {
        ChaosReader reader = new ChaosReader(name, source, truth, site);
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader;
    }

    private void run() {
        try {
            Duration pause = SHORTEST_PAUSE;
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                long begun = System.nanoTime();
                look();
                // A reader without pauses would be a load of its own.
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                pause = took.multipliedBy(2).compareTo(SHORTEST_PAUSE) > 0 ? took.multipliedBy(2) : SHORTEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            Optional<Sources.Opened> opened = source.open();
            if (opened.isPresent()) {
                try (Sources.Opened now = opened.get()) {
                    check(now);
                    looks.incrementAndGet();
                }
            }
        } catch (SQLException e) {
            if (e.getSQLState() == null || !AWAY.contains(e.getSQLState().substring(0, 2))) {
                problem("failed: " + e.getMessage());
            }
        } catch (IOException | RuntimeException e) {
            problem("failed: " + e);
        }
    }

    private void check(Sources.Opened now) throws SQLException {
        if (now.version() < lastVersion) {
            problem("went back from catalogue version %d to %d".formatted(lastVersion, now.version()));
        }
        lastVersion = now.version();
        if (now.tables().isEmpty()) {
            return;
        }
        Map<Integer, int[]> found = versions(now);
        int[] both = new int[site.releases()];
        for (int release = 0; release < site.releases(); release++) {
            int[] versions = found.getOrDefault(release, new int[] {ABSENT, ABSENT});
            check(release, versions);
            both[release] = Math.min(versions[0], versions[1]);
        }
        shown = both;
    }

    private void check(int release, int[] versions) {
        if (versions[0] != versions[1]) {
            problem("shows %s of %s and %s of %s in %s"
                    .formatted(
                            named(versions[0]),
                            Truth.DATASETS.get(0),
                            named(versions[1]),
                            Truth.DATASETS.get(1),
                            Truth.month(release)));
        } else if (versions[0] < seen[release]) {
            problem("went back from %s to %s in %s"
                    .formatted(named(seen[release]), named(versions[0]), Truth.month(release)));
        }
        seen[release] = Math.max(seen[release], versions[0]);
    }

    private static String named(int version) {
        return version == ABSENT ? "nothing" : "version " + version;
    }

    /** Both datasets in one statement, so that both have the same moment. */
    private Map<Integer, int[]> versions(Sources.Opened now) throws SQLException {
        String query = now.tables().entrySet().stream()
                .map(table -> """
                        SELECT '%s', period_start, count(*), CAST(sum(patients) AS bigint),
                            CAST(sum(patients * slot) AS bigint) FROM %s GROUP BY period_start""".formatted(table.getKey(), table.getValue()))
                .collect(Collectors.joining(" UNION ALL "));
        Map<Integer, int[]> versions = new HashMap<>();
        try (Statement statement = now.connection().createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                int dataset = Truth.DATASETS.indexOf(rows.getString(1));
                int release = Truth.release(rows.getObject(2, LocalDate.class));
                Signature signature = new Signature(rows.getLong(3), rows.getLong(4), rows.getLong(5));
                versions.computeIfAbsent(release, r -> new int[] {ABSENT, ABSENT})[dataset] =
                        version(dataset, release, signature);
            }
        }
        return versions;
    }

    private int version(int dataset, int release, Signature found) {
        List<Signature> known = new ArrayList<>();
        for (int version = 0; version <= site.newest(release); version++) {
            known.add(truth.signature(new Version(dataset, release, version)));
        }
        int version = known.indexOf(found);
        if (version < 0) {
            problem("shows %s of %s in %s, which is no version of it: %s"
                    .formatted(found, Truth.DATASETS.get(dataset), Truth.month(release), known));
        }
        return version;
    }

    private void problem(String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(name + " " + what);
        }
    }

    /** Whether the last answer had the newest version of every release. */
    boolean isComplete() {
        return Arrays.equals(shown, site.newest());
    }

    /** Grows with each version of a release that becomes visible. */
    int progress() {
        return Arrays.stream(shown).sum();
    }

    int looks() {
        return looks.get();
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        thread.join();
    }
}
