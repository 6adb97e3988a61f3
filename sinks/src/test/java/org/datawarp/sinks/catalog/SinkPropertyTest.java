package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.Table;
import org.datawarp.sinks.catalog.HandCapture.Keyed;
import org.datawarp.sinks.object.FaultyObjectStore;
import org.datawarp.sinks.object.FaultyObjectStore.Fault;
import org.datawarp.sinks.object.FaultyObjectStore.KilledException;
import org.datawarp.sinks.object.MemoryObjectStore;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.parquet.FoldLimits;
import org.datawarp.sinks.parquet.Samples;
import org.jspecify.annotations.Nullable;

/**
 * However often capture and sink are killed, readers see the tables after some transaction, and finally after the last
 * one. This holds even when a part was damaged.
 */
@Tag("slow")
class SinkPropertyTest {

    private static final List<DatasetName> DATASETS = List.of(new DatasetName("one"), new DatasetName("two"));
    private static final YearMonth FIRST = YearMonth.of(2025, 1);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-15T10:00:00Z"));

    /** A transaction as the database's log has it. */
    private record Logged(long id, long endLsn, Commit commit, List<Keyed> changes) {}

    @Property(tries = 40)
    @Tag("A14")
    @Tag("B15")
    void readersSeeWholeTransactionsAndAllOfThemInTheEnd(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Map<String, List<@Nullable Object>> tables = new TreeMap<>();
        List<List<String>> states = new ArrayList<>(List.of(List.of()));
        List<Logged> log = new ArrayList<>();
        for (int i = 1; i <= 2 + random.nextInt(8); i++) {
            log.add(transaction(i, tables, random));
            states.add(texts(tables));
        }
        Path folder = Files.createTempDirectory("sink");
        try {
            MemoryTopics topics = new MemoryTopics();
            deliver(log, new HandCapture(topics), random);

            MemoryObjectStore store = runWithDeaths(topics, states, folder, random);

            assertThat(texts(store, folder)).isEqualTo(states.get(log.size()));

            damageAPart(store, folder, random);
            MemorySink sink = new MemorySink(topics, store, folder, CLOCK)
                    .withSingleFilesUpTo(0)
                    .thatChecks();
            sink.run(random);

            assertThat(texts(store, folder)).isEqualTo(states.get(log.size()));
            assertThat(sink.events()).isEmpty();
        } finally {
            delete(folder);
        }
    }

    private static void damageAPart(MemoryObjectStore store, Path folder, Random random) throws IOException {
        List<Part> parts = new Lake(store, folder)
                .catalog().datasets().stream()
                        .flatMap(dataset -> dataset.parts().stream())
                        .toList();
        if (!parts.isEmpty()) {
            String key = parts.get(random.nextInt(parts.size())).key();
            store.put(key, ObjectContent.of(new byte[] {1}));
        }
    }

    private static MemoryObjectStore runWithDeaths(
            MemoryTopics topics, List<List<String>> states, Path folder, Random random) throws IOException {
        MemoryObjectStore store = new MemoryObjectStore(CLOCK);
        int seen = 0;
        for (int life = 0; life < 4; life++) {
            Fault fault = random.nextBoolean() ? Fault.KILLED_BEFORE : Fault.KILLED_AFTER;
            long death = life == 3 ? Long.MAX_VALUE : 1 + random.nextInt(60);
            FoldLimits limits =
                    new FoldLimits(64L << 20, 1 + random.nextInt(6), 1 + random.nextInt(10), 4, 1 + random.nextInt(3));
            try {
                new MemorySink(topics, new FaultyObjectStore(store, fault, death), folder, CLOCK)
                        .with(limits)
                        .run(random);
            } catch (KilledException e) {
                assertThat(death).isNotEqualTo(Long.MAX_VALUE);
            } catch (IllegalStateException e) {
                assertThat(e).hasCauseInstanceOf(KilledException.class);
            }
            List<String> now = texts(store, folder);
            assertThat(states.subList(seen, states.size())).contains(now);
            seen = seen + states.subList(seen, states.size()).indexOf(now);
        }
        return store;
    }

    /** Sometimes capture goes back to the beginning of a transaction that it had not acknowledged. */
    private static void deliver(List<Logged> log, HandCapture capture, Random random) {
        DATASETS.forEach(dataset -> capture.schema(dataset, Samples.COLUMNS));
        int acknowledged = 0;
        int deaths = 0;
        for (int next = 0; next < log.size(); next++) {
            Logged transaction = log.get(next);
            capture.began(transaction.id());
            boolean dies = deaths < 4 && random.nextInt(3) == 0;
            int sent = dies
                    ? random.nextInt(transaction.changes().size() + 1)
                    : transaction.changes().size();
            capture.changes(transaction.changes().subList(0, sent));
            if (sent == transaction.changes().size() && (!dies || random.nextBoolean())) {
                capture.ended(transaction.id(), transaction.endLsn(), transaction.changes(), transaction.commit());
            }
            if (dies) {
                deaths++;
                next = acknowledged - 1;
            } else if (random.nextBoolean()) {
                acknowledged = next + 1;
            }
        }
    }

    private static Logged transaction(int number, Map<String, List<@Nullable Object>> tables, Random random) {
        long id = 1000L - number;
        List<Keyed> changes = new ArrayList<>();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            DatasetName dataset = DATASETS.get(random.nextInt(2));
            YearMonth month = FIRST.plusMonths(random.nextInt(4));
            String provider = "P" + random.nextInt(6);
            String key = dataset + "/" + month + "/" + provider;
            List<@Nullable Object> before = tables.get(key);
            List<@Nullable Object> after =
                    random.nextInt(4) == 0 ? null : Samples.row(month, provider, (long) random.nextInt(1000));
            long order = changes.size() + 1L;
            if (after != null) {
                tables.put(key, after);
                changes.add(keyed(
                        dataset,
                        before == null ? Samples.insert(id, order, after) : Samples.update(id, order, before, after)));
            } else if (before != null) {
                tables.remove(key);
                changes.add(keyed(dataset, Samples.delete(id, order, before)));
            }
        }
        Table[] both = DATASETS.stream()
                .map(dataset -> new Table(dataset, Samples.TABLE.columns()))
                .toArray(Table[]::new);
        return new Logged(id, number * 100L, Commitments.of(FIRST.plusMonths(number), both), changes);
    }

    private static Keyed keyed(DatasetName dataset, RowChange change) {
        Keyed one = HandCapture.keyed(change);
        return new Keyed(dataset, one.key(), change);
    }

    private static List<String> texts(Map<String, List<@Nullable Object>> tables) {
        return tables.entrySet().stream()
                .map(row -> row.getKey().substring(0, 3) + row.getValue())
                .sorted()
                .toList();
    }

    private static List<String> texts(MemoryObjectStore store, Path folder) throws IOException {
        Lake lake = new Lake(store, folder);
        List<String> texts = new ArrayList<>();
        for (var dataset : lake.catalog().datasets()) {
            lake.rows(dataset.dataset())
                    .forEach(row -> texts.add(dataset.dataset().value() + row));
        }
        return texts.stream().sorted().toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
