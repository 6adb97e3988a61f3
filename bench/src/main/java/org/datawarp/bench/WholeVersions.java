package org.datawarp.bench;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.datawarp.ask.query.PublishedData;
import org.datawarp.ask.query.PublishedLake;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/**
 * A reader that polls the published data while releases are loaded and applied again: each release must be entirely in
 * its old or entirely in its new state. Its thread ends with {@link #close}.
 */
final class WholeVersions implements AutoCloseable {

    private static final String BY_RELEASE =
            "SELECT _release, count(*), sum(admissions)::bigint, sum(over_4_hours)::bigint FROM bench_rows GROUP BY 1";

    /**
     * The pause after a read is this many times as long as the read, so that reading does not disturb the measured
     * work.
     */
    private static final long PAUSE_PER_READ = 9;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private final Settings settings;
    private final long rowsOfEach;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<@Nullable String> found = new AtomicReference<>();
    private final Thread thread = new Thread(this::poll, "polling-reader");

    /**
     * The sums of each release under the first manifest, which are the same for all releases; the changed manifest
     * swaps the two.
     */
    private final Set<List<Long>> sums = new HashSet<>();

    /** @param rowsOfEach how many rows each release has; none is loaded yet */
    WholeVersions(Settings settings, long rowsOfEach) {
        this.settings = settings;
        this.rowsOfEach = rowsOfEach;
        thread.start();
    }

    /** Rows and the two sums, by release. */
    private List<List<Long>> read() throws IOException, SQLException {
        List<List<Long>> all = new ArrayList<>();
        try (PublishedData data = PublishedData.open(PublishedLake.of(settings), Inputs.DATASET);
                Statement statement = data.connection().createStatement();
                ResultSet rows = statement.executeQuery(BY_RELEASE)) {
            while (rows.next()) {
                all.add(List.of(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
        } catch (NoSuchFileException e) {
            if (!sums.isEmpty() || !e.getFile().equals(Catalog.KEY)) {
                throw e;
            }
        }
        return all;
    }

    private void learn(List<List<Long>> releases) {
        if (sums.isEmpty() && !releases.isEmpty()) {
            List<Long> first = releases.get(0);
            sums.add(List.of(first.get(1), first.get(2)));
            sums.add(List.of(first.get(2), first.get(1)));
        }
    }

    private void poll() {
        while (!closing.get()) {
            try {
                long begun = System.nanoTime();
                List<List<Long>> releases = read();
                learn(releases);
                for (List<Long> release : releases) {
                    boolean whole =
                            release.get(0) == rowsOfEach && sums.contains(List.of(release.get(1), release.get(2)));
                    if (!whole) {
                        found.compareAndSet(null, "one was seen as " + release);
                    }
                }
                reads.addAndGet(releases.isEmpty() ? 0 : 1);
                long took = System.nanoTime() - begun;
                TimeUnit.NANOSECONDS.sleep(Math.max(PAUSE_PER_READ * took, SHORTEST_PAUSE.toNanos()));
            } catch (IOException | SQLException e) {
                found.compareAndSet(null, "a read failed: " + e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** How often all releases were read, and whether each was whole. */
    String words() {
        String problem = found.get();
        return "%d reads of all releases at the same time: %s"
                .formatted(reads.get(), problem == null ? "each release whole in every one" : problem);
    }

    boolean isGood() {
        return found.get() == null;
    }

    @Override
    public void close() throws InterruptedException {
        closing.set(true);
        thread.join();
    }
}
