package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.sinks.catalog.HandCapture.inserts;
import static org.datawarp.sinks.catalog.HandCapture.keyed;
import static org.datawarp.sinks.parquet.Samples.delete;
import static org.datawarp.sinks.parquet.Samples.row;
import static org.datawarp.sinks.parquet.Samples.update;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.sinks.object.MemoryObjectStore;
import org.datawarp.sinks.parquet.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All rows of the database at once, as capture reads them when it starts again. They replace the earlier rows. */
class SnapshotTest {

    private static final YearMonth MAY = YearMonth.of(2025, 5);
    private static final YearMonth JUNE = YearMonth.of(2025, 6);
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

    private final List<@Nullable Object> a = row(MAY, "RA1", 1L);
    private final List<@Nullable Object> b = row(MAY, "RB1", 2L);
    private final List<@Nullable Object> corrected = row(MAY, "RA1", 10L);

    @TempDir
    Path directory;

    private final MemoryTopics topics = new MemoryTopics();
    private final HandCapture capture = new HandCapture(topics);
    private final MemoryObjectStore store = new MemoryObjectStore();
    private Lake lake;
    private MemorySink sink;

    @BeforeEach
    void start() {
        lake = new Lake(store, directory);
        sink = new MemorySink(topics, store, directory, InstantSource.fixed(NOW));
        capture.schema(Samples.DATASET, Samples.COLUMNS);
    }

    @Test
    void takesASnapshotForTheWholeOfItsDatasets() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        sink.run();

        capture.transaction(-1999, 1999, Commitments.of(MAY, Samples.TABLE), List.of());
        capture.transaction(-2000, 2000, Commitments.of(JUNE, Samples.TABLE), inserts(-2000, corrected));
        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactly(corrected);
        assertThat(lake.dataset(Samples.DATASET).parts())
                .singleElement()
                .satisfies(part -> assertThat(part.key()).startsWith("datasets/referrals/referrals-000002-"));
    }

    @Test
    @Tag("A10")
    void takesOnlyTheLastOfASnapshotThatWasInterrupted() throws IOException {
        capture.began(-1000);
        capture.changes(inserts(-1000, a));

        capture.transaction(-2000, 2000, Commitments.of(MAY, Samples.TABLE), inserts(-2000, a, b));
        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactly(a, b);
    }

    @Test
    void buildsAnEmptyBucketFromASnapshotWhenOlderTransactionsAreGone() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        topics.removeAll(Topics.transactions().name());
        capture.transaction(8, 2000, null, List.of(keyed(update(8, 1, a, corrected))));
        capture.transaction(-3000, 3000, Commitments.of(MAY, Samples.TABLE), inserts(-3000, corrected, b));
        capture.transaction(9, 4000, null, List.of(keyed(delete(9, 1, b))));

        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactly(corrected);
    }

    @Test
    @Tag("A3")
    void waitsForASnapshotWhereTheTopicsHoldOtherTransactions() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        sink.run();
        MemoryTopics others = new MemoryTopics();
        HandCapture anew = new HandCapture(others);
        anew.schema(Samples.DATASET, Samples.COLUMNS);
        MemorySink elsewhere = new MemorySink(others, store, directory, InstantSource.fixed(NOW));
        elsewhere.run();
        assertThat(lake.rows(Samples.DATASET)).containsExactly(a, b);

        anew.transaction(-900, 900, Commitments.of(MAY, Samples.TABLE), inserts(-900, a));
        anew.transaction(8, 1500, null, List.of(keyed(update(8, 1, a, corrected))));
        elsewhere.run();
        assertThat(lake.rows(Samples.DATASET))
                .as("what is older than the catalogue, and no snapshot")
                .containsExactly(a, b);
        anew.transaction(-3000, 3000, Commitments.of(MAY, Samples.TABLE), inserts(-3000, corrected));
        anew.transaction(9, 4000, null, inserts(9, b));
        elsewhere.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactlyInAnyOrder(corrected, b);
    }

    @Test
    void publishesAllRowsAnewWhereTransactionsThatItHasNotReadWereSetAside() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        sink.run();
        capture.transaction(8, 2000, null, List.of(keyed(update(8, 1, a, corrected))));
        topics.removeAll(Topics.transactions().name());
        capture.began(-1);
        sink.run();
        assertThat(lake.rows(Samples.DATASET)).as("before the rows come").containsExactly(a, b);

        capture.transaction(-3000, 3000, Commitments.of(MAY, Samples.TABLE), inserts(-3000, corrected));
        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactly(corrected);
    }

    @Test
    @Tag("A3")
    void followsADatabaseThatWasPutBack() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        sink.run();

        capture.transaction(-500, 500, Commitments.of(MAY, Samples.TABLE), inserts(-500, a));
        capture.transaction(7, 600, null, List.of(keyed(update(7, 1, a, corrected))));
        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactly(corrected);
    }

    @Test
    @Tag("A4")
    void emptiesADatasetThatASnapshotHasNoRowsOf() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        sink.run();

        capture.emptySnapshot(2000, Samples.DATASET);
        capture.transaction(8, 3000, null, inserts(8, corrected));
        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactly(corrected);
    }
}
