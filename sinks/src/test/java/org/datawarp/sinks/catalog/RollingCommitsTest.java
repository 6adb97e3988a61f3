package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.sinks.catalog.HandCapture.keyed;
import static org.datawarp.sinks.parquet.Samples.delete;
import static org.datawarp.sinks.parquet.Samples.insert;
import static org.datawarp.sinks.parquet.Samples.row;
import static org.datawarp.sinks.parquet.Samples.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.sinks.catalog.HandCapture.Keyed;
import org.datawarp.sinks.object.DirectoryObjectStore;
import org.datawarp.sinks.parquet.FoldLimits;
import org.datawarp.sinks.parquet.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Independent readers, while the sink commits as fast as it can: DuckDB reads the catalogue, then the parts that it
 * names, and every answer is that of one whole version.
 */
class RollingCommitsTest {

    private static final int READERS = 4;
    private static final int ROWS = 120;
    private static final int MONTHS = 6;
    private static final YearMonth FIRST = YearMonth.of(2025, 1);

    /** Several parts, so that a version is more than one object. */
    private static final FoldLimits SMALL = new FoldLimits(64L << 20, 40, 1_000, 4, 8);

    @TempDir
    Path directory;

    private final MemoryTopics topics = new MemoryTopics();
    private final HandCapture capture = new HandCapture(topics);
    private final Map<Integer, List<@Nullable Object>> table = new TreeMap<>();
    private final Map<Long, String> expected = new HashMap<>();
    private final CountDownLatch ready = new CountDownLatch(READERS);
    private final AtomicBoolean done = new AtomicBoolean();

    @Test
    @Tag("B9")
    void showEveryReaderOneWholeVersion() throws Exception {
        readWhileCommitting(40);
    }

    @Test
    @Tag("slow")
    void showEveryReaderOneWholeVersionOfFiveHundred() throws Exception {
        readWhileCommitting(500);
    }

    private void readWhileCommitting(int commits) throws Exception {
        captureReleaseAndCorrections(commits);
        Path bucket = Files.createDirectories(directory.resolve("bucket"));
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (DirectoryObjectStore store = new DirectoryObjectStore(bucket)) {
            List<Future<Set<Long>>> reading = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Path own = Files.createDirectories(directory.resolve("reader-" + i));
                reading.add(readers.submit(() -> readUntilDone(bucket, own)));
            }
            assertThat(ready.await(1, TimeUnit.MINUTES)).as("All have DuckDB").isTrue();
            new MemorySink(topics, store, directory, InstantSource.system())
                    .with(SMALL)
                    .run();
            done.set(true);

            Set<Long> seen = versions(reading);
            assertThat(seen).contains((long) commits).hasSizeGreaterThan(3);
            assertThat(new Lake(store, directory).catalog().version()).isEqualTo(commits);
        } finally {
            done.set(true);
            readers.shutdownNow();
        }
    }

    private static Set<Long> versions(List<Future<Set<Long>>> reading) throws InterruptedException {
        Set<Long> seen = new TreeSet<>();
        for (Future<Set<Long>> reader : reading) {
            try {
                seen.addAll(reader.get());
            } catch (ExecutionException e) {
                throw new AssertionError("A reader failed", e.getCause());
            }
        }
        return seen;
    }

    /** The first transaction fills the table; each later one changes, removes and adds a row, in different months. */
    private void captureReleaseAndCorrections(int commits) {
        capture.schema(Samples.DATASET, Samples.COLUMNS);
        List<Keyed> first = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            List<@Nullable Object> row = rowOf(i, i);
            table.put(i, row);
            first.add(keyed(insert(7, i + 1L, row)));
        }
        capture.transaction(7, 1000, Commitments.of(FIRST, Samples.TABLE), first);
        expect(1);
        for (int version = 2; version <= commits; version++) {
            correct(version);
            expect(version);
        }
    }

    private void correct(int version) {
        long id = 7L + version;
        int changed = version % ROWS;
        int removed = ROWS + version - 2;
        int added = ROWS + version;
        List<Keyed> changes = new ArrayList<>();
        List<@Nullable Object> after = rowOf(changed, 1_000L * version);
        List<@Nullable Object> before = Objects.requireNonNull(table.put(changed, after));
        changes.add(keyed(update(id, 1, before, after)));
        List<@Nullable Object> gone = table.remove(removed);
        if (gone != null) {
            changes.add(keyed(delete(id, 2, gone)));
        }
        List<@Nullable Object> fresh = rowOf(added, version);
        table.put(added, fresh);
        changes.add(keyed(insert(id, 3, fresh)));
        capture.transaction(id, 1000L * version, null, changes);
    }

    private static List<@Nullable Object> rowOf(int provider, long referrals) {
        return row(FIRST.plusMonths(provider % MONTHS), "P" + provider, referrals);
    }

    private void expect(long version) {
        long sum = table.values().stream().mapToLong(row -> (Long) row.get(4)).sum();
        expected.put(version, "%d|%d".formatted(table.size(), sum));
    }

    private Set<Long> readUntilDone(Path bucket, Path own) throws IOException, SQLException {
        Set<Long> seen = new TreeSet<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SET threads = 1");
            ready.countDown();
            boolean last;
            do {
                last = done.get();
                Path inForce = bucket.resolve(Catalog.KEY);
                if (Files.exists(inForce)) {
                    long version = read(statement, bucket, Files.readAllBytes(inForce), own);
                    seen.add(version);
                    if (version > 1) {
                        Path before = bucket.resolve(Catalog.versionKey(version - 1));
                        assertThat(read(statement, bucket, Files.readAllBytes(before), own))
                                .isEqualTo(version - 1);
                    }
                }
            } while (!last);
        }
        return seen;
    }

    /** @return the version that was read, after a check of its rows */
    private long read(Statement duckdb, Path bucket, byte[] catalog, Path own) throws IOException, SQLException {
        // A new name each time: DuckDB caches files by their names.
        Path copy = Files.write(Files.createTempFile(own, "catalog-", ".parquet"), catalog);
        long version = Long.parseLong(one(
                duckdb,
                "SELECT regexp_extract(decode(value), '\"version\":(\\d+)', 1) FROM parquet_kv_metadata('%s')"
                                .formatted(copy)
                        + " WHERE decode(key) = 'datawarp.catalog'"));
        String parts = one(
                duckdb,
                "SELECT list_transform(parts, part -> '%s/' || part.key)::VARCHAR FROM '%s'".formatted(bucket, copy));
        String files = parts.replace("[", "['").replace(", ", "', '").replace("]", "']");
        String found =
                one(duckdb, "SELECT count(*) || '|' || sum(referrals)::BIGINT FROM read_parquet(%s)".formatted(files));
        assertThat(found).as("version " + version).isEqualTo(expected.get(version));
        return version;
    }

    private static String one(Statement duckdb, String sql) throws SQLException {
        try (ResultSet rows = duckdb.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
