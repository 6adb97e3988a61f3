package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datawarp.sinks.catalog.HandCapture.inserts;
import static org.datawarp.sinks.catalog.HandCapture.keyed;
import static org.datawarp.sinks.parquet.Samples.delete;
import static org.datawarp.sinks.parquet.Samples.insert;
import static org.datawarp.sinks.parquet.Samples.row;
import static org.datawarp.sinks.parquet.Samples.update;

import java.io.IOException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectVersion;
import org.datawarp.sinks.parquet.FoldLimits;
import org.datawarp.sinks.parquet.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts, and objects derived from them and from the catalogue, are damaged. */
@Tag("B15")
class DamagedObjectsTest extends SinkScenario {

    private static final YearMonth MAY = YearMonth.of(2025, 5);
    private static final String FILE = CatalogDataset.fileKey(Samples.DATASET);
    private static final String CHANGES = Topics.changes(Samples.DATASET).name();
    private static final String METADATA = CatalogDataset.metadataKey(Samples.DATASET);
    private static final FoldLimits TWO_PARTS = new FoldLimits(64L << 20, 2, 100, 0, 2);

    private final List<@Nullable Object> a = row(MAY, "RA1", 1L);
    private final List<@Nullable Object> b = row(MAY, "RB1", 2L);
    private final List<@Nullable Object> c = row(MAY, "RC1", 3L);
    private final List<@Nullable Object> d = row(MAY, "RD1", 4L);
    private final List<@Nullable Object> other = row(MAY, "RA1", 10L);

    private Lake lake;
    private MemorySink sink;

    @BeforeEach
    void capture() {
        lake = new Lake(store, directory);
        sink = new MemorySink(topics, store, directory, clock).thatChecks();
        capture.schema(Samples.DATASET, Samples.COLUMNS);
        capture.transaction(
                7,
                1000,
                Commitments.of(MAY, Samples.TABLE),
                List.of(keyed(insert(7, 1, a)), keyed(insert(7, 2, b)), keyed(insert(7, 3, c))));
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                Arguments.of("emptied", (UnaryOperator<byte[]>) bytes -> new byte[0]),
                Arguments.of("cut short", (UnaryOperator<byte[]>) bytes -> Arrays.copyOf(bytes, bytes.length - 9)),
                Arguments.of("a bit changed", (UnaryOperator<byte[]>) DamagedObjectsTest::flipped),
                Arguments.of("gone", (UnaryOperator<byte @Nullable []>) bytes -> null));
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        flipped[bytes.length / 2] ^= 1;
        return flipped;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void writesEveryObjectOfASmallDatasetAgain(String name, UnaryOperator<byte @Nullable []> damage)
            throws IOException {
        sink.run();
        Map<String, byte[]> whole = contents();
        for (String key : List.of(part(0).key(), FILE, METADATA, VersionChanges.key(1), Graveyard.KEY)) {
            damage(key, damage);

            sink.run();

            assertThat(contents()).as(key).containsAllEntriesOf(whole);
        }
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void writesTheFileOfSeveralPartsAgain(String name, UnaryOperator<byte @Nullable []> damage) throws IOException {
        sink.with(TWO_PARTS).run();
        Map<String, byte[]> whole = contents();
        damage(FILE, damage);

        sink.run();

        assertThat(contents()).containsAllEntriesOf(whole);
        assertThat(lake.dataset(Samples.DATASET).parts()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void writesADatasetOfSeveralPartsAgainFromItsTopic(String name, UnaryOperator<byte @Nullable []> damage)
            throws IOException {
        sink.with(TWO_PARTS).run();
        CatalogDataset before = lake.dataset(Samples.DATASET);
        damage(part(1).key(), damage);

        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactlyInAnyOrder(a, b, c);
        assertThat(problems()).isEmpty();
        assertThat(lake.dataset(Samples.DATASET))
                .usingRecursiveComparison()
                .ignoringFields("version", "committedAt", "parts", "bytes", "nextPart")
                .isEqualTo(before);
        assertThat(lake.catalog().changes()).singleElement().satisfies(change -> {
            assertThat(change.inserted() + change.updated() + change.deleted()).isZero();
            assertThat(change.periods()).isEmpty();
            assertThat(change.newParts()).hasSize(2).doesNotContainAnyElementsOf(change.removedParts());
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void foldsChangesOfADamagedPartIntoItsRowsOfTheTopic(String name, UnaryOperator<byte @Nullable []> damage)
            throws IOException {
        sink.with(TWO_PARTS).run();
        damage(part(1).key(), damage);
        capture.transaction(8, 2000, null, List.of(keyed(delete(8, 1, c))));

        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactlyInAnyOrder(a, b);
        assertThat(problems()).isEmpty();
    }

    @Test
    void takesTheLastOfEachRowFromACompactedTopic() throws IOException {
        capture.transaction(8, 2000, null, List.of(keyed(update(8, 1, a, other)), keyed(delete(8, 2, b))));
        sink.with(TWO_PARTS).run();
        topics.compact(CHANGES);
        damage(part(0).key(), DamagedObjectsTest::flipped);

        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactlyInAnyOrder(other, c);
    }

    @Test
    void leavesOutWhatASnapshotNoLongerHolds() throws IOException {
        capture.transaction(-2000, 2000, Commitments.of(MAY, Samples.TABLE), inserts(-2000, other, c, d));
        sink.with(TWO_PARTS).run();
        damage(part(0).key(), DamagedObjectsTest::flipped);

        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactlyInAnyOrder(other, c, d);
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of("emptied", (Consumer<MemoryTopics>) lost -> lost.removeAll(CHANGES)),
                Arguments.of("deleted and created again", (Consumer<MemoryTopics>) lost -> lost.recreate(CHANGES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void namesTheCommandOnceForRowsThatNothingElseHolds(String name, Consumer<MemoryTopics> loss) throws IOException {
        sink.with(TWO_PARTS).run();
        String damaged = part(1).key();
        damage(damaged, DamagedObjectsTest::flipped);
        loss.accept(topics);

        sink.run();

        assertThat(problems())
                .singleElement()
                .extracting(event -> event.fact(Fact.MESSAGE))
                .asString()
                .startsWith("Cannot use " + damaged)
                .endsWith("./datawarp rebuild --from changes");
    }

    @Test
    void stopsWithTheCommandWhenChangesOfSuchRowsAreToBeFolded() throws IOException {
        sink.with(TWO_PARTS).run();
        damage(part(1).key(), DamagedObjectsTest::flipped);
        capture.transaction(8, 2000, null, List.of(keyed(delete(8, 1, c))));
        // The deletion is all that is left of the row.
        topics.compact(CHANGES);

        assertThatThrownBy(() -> sink.run())
                .isInstanceOf(DamagedPartException.class)
                .hasMessageEndingWith("./datawarp rebuild --from changes");
    }

    @Test
    void rewritesADamagedPartFromItsCopy() throws IOException {
        sink.run();
        damage(part(0).key(), DamagedObjectsTest::flipped);
        capture.transaction(8, 2000, null, List.of(keyed(delete(8, 1, c))));

        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactlyInAnyOrder(a, b);
    }

    @Test
    void writesNothingWhenAllIsWhole() throws IOException {
        sink.with(TWO_PARTS).run();
        Map<String, ObjectVersion> before = versions();

        sink.run();

        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void replacesWhatHoldsTheNameOfANewPart() throws IOException {
        sink.run();
        Map<String, byte[]> whole = contents();
        String part = part(0).key();
        damage(part, DamagedObjectsTest::flipped);
        store.delete(Catalog.KEY);

        sink.run();

        assertThat(contents()).containsEntry(part, whole.get(part));
    }

    private Part part(int index) throws IOException {
        return lake.dataset(Samples.DATASET).parts().get(index);
    }

    private List<Event> problems() {
        return sink.events().stream()
                .filter(event -> event.type() == EventType.OBJECT_DAMAGED)
                .toList();
    }

    private void damage(String key, UnaryOperator<byte @Nullable []> damage) throws IOException {
        if (store.get(key).isEmpty()) {
            return;
        }
        byte[] damaged = damage.apply(store.get(key).orElseThrow().bytes());
        if (damaged == null) {
            store.delete(key);
        } else {
            store.put(key, ObjectContent.of(damaged));
        }
    }

    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        for (String key : store.keys()) {
            contents.put(key, store.get(key).orElseThrow().bytes());
        }
        return contents;
    }

    private Map<String, ObjectVersion> versions() throws IOException {
        Map<String, ObjectVersion> versions = new HashMap<>();
        for (String key : store.keys()) {
            if (!key.startsWith("datasets/probe-")) {
                versions.put(key, store.get(key).orElseThrow().version());
            }
        }
        return versions;
    }
}
