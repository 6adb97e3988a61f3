package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.sinks.object.FaultyObjectStore;
import org.datawarp.sinks.object.FaultyObjectStore.Fault;
import org.datawarp.sinks.object.FaultyObjectStore.KilledException;
import org.datawarp.sinks.object.MemoryObjectStore;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.parquet.FoldLimits;
import org.datawarp.sinks.parquet.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fails each call to the store in turn, then starts again: readers see whole versions, nothing is lost or twice. */
@Tag("slow")
class SinkFaultsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-15T10:00:00Z"));
    private static final FoldLimits SMALL = new FoldLimits(64L << 20, 2, 100, 4, 2);

    @TempDir
    Path directory;

    private final MemoryTopics topics = new MemoryTopics();
    private final HandCapture capture = new HandCapture(topics);

    @BeforeEach
    void captureTwoReleases() {
        TwoReleases.capture(capture);
    }

    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER"})
    @Tag("A14")
    void survivesADeathAtEveryCallToTheStore(Fault fault) throws IOException {
        long calls = callsWithoutFault();
        assertThat(calls).isGreaterThan(10);
        for (long call = 1; call <= calls; call++) {
            MemoryObjectStore store = new MemoryObjectStore(CLOCK);
            Path folder = Files.createDirectories(directory.resolve(fault + "-" + call));
            FaultyObjectStore faulty = new FaultyObjectStore(store, fault, call);

            assertThatThrownBy(() -> sink(faulty, folder).run())
                    .as("call " + call)
                    .satisfiesAnyOf(
                            e -> assertThat(e).isInstanceOf(KilledException.class),
                            e -> assertThat(e).hasCauseInstanceOf(KilledException.class));
            checkWholeVersion(store, folder);
            sink(new FaultyObjectStore(store, fault, Long.MAX_VALUE), folder).run();

            checkEverything(store, folder);
        }
    }

    @Test
    @Tag("B6")
    void takesACommitWhoseReplyWasLostAsItsOwn() throws IOException {
        long calls = callsWithoutFault();
        for (long call = 1; call <= calls; call++) {
            MemoryObjectStore store = new MemoryObjectStore(CLOCK);
            Path folder = Files.createDirectories(directory.resolve("lost-" + call));
            FaultyObjectStore faulty = new FaultyObjectStore(store, Fault.REPLY_LOST, call);
            try {
                sink(faulty, folder).run();
            } catch (IOException e) {
                // A failure before the first commit fails the start; the supervisor starts it again.
                sink(store, folder).run();
            }

            checkEverything(store, folder);
            assertThat(new Lake(store, folder).catalog().version()).isEqualTo(2);
        }
    }

    /** A third of all calls fails, half of these after they were done: nothing is lost, and nothing is there twice. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Tag("B7")
    void keepsEverythingInAStoreThatFailsAtRandom(long seed) throws IOException {
        Random random = new Random(seed);
        MemoryObjectStore store = new MemoryObjectStore(CLOCK);
        Path folder = Files.createDirectories(directory.resolve("troubled-" + seed));

        sink(
                        new FaultyObjectStore(store, call -> switch (random.nextInt(6)) {
                            case 0 -> Fault.AWAY;
                            case 1 -> Fault.REPLY_LOST;
                            default -> null;
                        }),
                        folder)
                .run();

        checkEverything(store, folder);
    }

    @Test
    @Tag("B8")
    void goesOnByItselfWhenTheStoreComesBack() throws IOException {
        long calls = callsWithoutFault();
        for (long from = 1; from <= calls; from += 5) {
            long first = from;
            MemoryObjectStore store = new MemoryObjectStore(CLOCK);
            Path folder = Files.createDirectories(directory.resolve("away-" + from));

            sink(new FaultyObjectStore(store, call -> call >= first && call < first + 5 ? Fault.AWAY : null), folder)
                    .run();

            checkEverything(store, folder);
            assertThat(new Lake(store, folder).catalog().version()).isEqualTo(2);
        }
    }

    private long callsWithoutFault() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("none"));
        FaultyObjectStore counting =
                new FaultyObjectStore(new MemoryObjectStore(CLOCK), Fault.KILLED_BEFORE, Long.MAX_VALUE);
        sink(counting, folder).run();
        return counting.calls();
    }

    private MemorySink sink(ObjectStore store, Path folder) {
        return new MemorySink(topics, store, folder, CLOCK).with(SMALL);
    }

    /** Before, between or after the two releases: never in the middle of one. */
    private void checkWholeVersion(MemoryObjectStore store, Path folder) throws IOException {
        Lake lake = new Lake(store, folder);
        Catalog catalog = lake.catalog();
        if (catalog.version() > 0) {
            assertThat(texts(lake.rows(Samples.DATASET))).isIn(texts(TwoReleases.FIRST), texts(TwoReleases.BOTH));
        }
    }

    private static Set<String> texts(Collection<? extends List<?>> rows) {
        return rows.stream().map(List::toString).collect(Collectors.toSet());
    }

    private void checkEverything(MemoryObjectStore store, Path folder) throws IOException {
        Lake lake = new Lake(store, folder);
        assertThat(lake.rows(Samples.DATASET)).containsExactlyInAnyOrderElementsOf(TwoReleases.BOTH);
        CatalogDataset dataset = lake.dataset(Samples.DATASET);
        assertThat(dataset.parts()).extracting(Part::key).doesNotHaveDuplicates();
        assertThat(store.keys())
                .contains(Catalog.KEY, dataset.file(), CatalogDataset.metadataKey(Samples.DATASET))
                .containsAll(dataset.parts().stream().map(Part::key).toList());
        long version = lake.catalog().version();
        List<Long> versions = LongStream.rangeClosed(1, version)
                .map(n -> version + 1 - n)
                .boxed()
                .toList();
        assertThat(lake.log(version)).extracting(VersionChanges::version).isEqualTo(versions);
        assertThat(store.keys())
                .containsAll(versions.stream().map(Catalog::versionKey).toList());
        assertThat(Json.MAPPER
                        .readTree(store.get(CatalogDataset.metadataKey(Samples.DATASET))
                                .orElseThrow()
                                .bytes())
                        .get("version")
                        .asLong())
                .isEqualTo(dataset.version());
    }
}
