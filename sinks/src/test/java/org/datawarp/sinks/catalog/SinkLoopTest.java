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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.sinks.catalog.HandCapture.Keyed;
import org.datawarp.sinks.object.MemoryObjectStore;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.ObjectVersion;
import org.datawarp.sinks.object.PassingObjectStore;
import org.datawarp.sinks.parquet.FoldLimits;
import org.datawarp.sinks.parquet.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkLoopTest {

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
    void publishesAReleaseWithAllThatTheCommitSays() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));

        sink.run();

        Catalog catalog = lake.catalog();
        assertThat(catalog.version()).isEqualTo(1);
        assertThat(catalog.committedAt()).isEqualTo(NOW);
        assertThat(catalog.endLsn()).isEqualTo(1000);
        assertThat(catalog.transactionsOffset()).isEqualTo(2);
        CatalogDataset dataset = lake.dataset(Samples.DATASET);
        assertThat(dataset.title()).isEqualTo("Referrals");
        assertThat(dataset.publicationTitle()).isEqualTo("ADHD Management Information");
        assertThat(dataset.columns()).isEqualTo(Samples.TABLE.columns());
        assertThat(dataset.rows()).isEqualTo(2);
        assertThat(dataset.changesOffset()).isEqualTo(2);
        assertThat(dataset.nextPart()).isEqualTo(2);
        assertThat(dataset.releases()).extracting(CatalogRelease::vintage).containsExactly("final");
        assertThat(lake.rows(Samples.DATASET)).containsExactly(a, b);
    }

    @Test
    void tellsOfEveryReleaseThatAVersionBrings() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));

        sink.run();

        assertThat(sink.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.CATALOG_COMMITTED);
            assertThat(event.release()).isEqualTo("2025-05");
            assertThat(event.facts())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(Fact.VERSION, "1", Fact.DATASETS, "1", Fact.PARTS, "1", Fact.ROWS, "2"));
        });
    }

    @Test
    void foldsAChangeThatIsNoRelease() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        capture.transaction(8, 2000, null, List.of(keyed(update(8, 1, a, corrected)), keyed(delete(8, 2, b))));

        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactly(corrected);
        assertThat(lake.dataset(Samples.DATASET).releases()).hasSize(1);
    }

    @Test
    void goesOnWhereTheCatalogueEnds() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        sink.run();
        capture.transaction(8, 2000, null, List.of(keyed(update(8, 1, a, corrected))));

        sink.run();

        assertThat(lake.catalog().version()).isEqualTo(2);
        assertThat(lake.rows(Samples.DATASET)).containsExactly(corrected, b);
    }

    @Test
    void keepsAReleaseWithoutChangesInTheCatalogue() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        capture.transaction(8, 2000, Commitments.of(JUNE, Samples.TABLE), List.of());

        sink.run();

        assertThat(lake.dataset(Samples.DATASET).releases())
                .extracting(release -> release.release().value())
                .containsExactly("2025-05", "2025-06");
        assertThat(lake.rows(Samples.DATASET)).containsExactly(a, b);
    }

    @Test
    void doesNotPublishADatasetThatNoReleaseBrings() throws IOException {
        DatasetName secret = new DatasetName("unpublished");
        capture.schema(secret, Samples.COLUMNS);
        List<Keyed> changes = new ArrayList<>(inserts(7, a, b));
        changes.add(new Keyed(secret, Samples.key(a), insert(7, 3, a)));

        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), changes);
        capture.transaction(8, 2000, null, List.of(new Keyed(secret, Samples.key(b), insert(8, 1, b))));
        sink.run();

        assertThat(lake.catalog().datasets())
                .extracting(CatalogDataset::dataset)
                .containsExactly(Samples.DATASET);
        assertThat(store.keys()).noneMatch(key -> key.contains("unpublished"));
    }

    @Test
    void uploadsNothingOfADatasetThatMayNotBePublished() throws IOException {
        DatasetName secret = new DatasetName("unpublished");
        capture.schema(secret, Samples.COLUMNS);
        List<Keyed> changes = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            var row = row(MAY, "P" + i, 1L);
            changes.add(new Keyed(secret, Samples.key(row), insert(7, i, row)));
        }
        capture.began(7);
        capture.changes(changes);
        sink.with(new FoldLimits(64L << 20, 2, 10, 4, 2)).run();

        capture.ended(7, 1000, changes, null);
        sink.run();

        assertThat(store.keys()).noneMatch(key -> key.contains("unpublished"));
    }

    @Test
    void doesNotPublishADatasetInPart() throws IOException {
        capture.transaction(7, 1000, null, inserts(7, a));
        capture.transaction(8, 2000, Commitments.of(MAY, Samples.TABLE), inserts(8, b));

        sink.run();

        assertThat(lake.catalog().datasets()).isEmpty();
    }

    @Test
    void refusesToGoOnWhenTransactionsAreGoneThatItHasNotRead() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        sink.run();
        capture.transaction(8, 2000, null, List.of(keyed(update(8, 1, a, corrected))));
        topics.removeAll(Topics.transactions().name());

        assertThatThrownBy(sink::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the topic holds offsets 4 to 4");
    }

    @Test
    void takesATransactionOnceThatIsDeliveredTwice() throws IOException {
        for (int delivery = 0; delivery < 2; delivery++) {
            capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        }
        capture.transaction(8, 2000, null, List.of(keyed(update(8, 1, a, corrected))));

        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactly(corrected, b);
    }

    @Test
    @Tag("A2")
    void takesATransactionOnceThatIsDeliveredAgainAfterItWasCommitted() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        sink.run();
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));

        sink.run();

        assertThat(lake.catalog().version()).isEqualTo(1);
        assertThat(lake.rows(Samples.DATASET)).containsExactly(a, b);
    }

    @Test
    @Tag("A2")
    void takesAChangeOnceThatIsDeliveredInPartAndThenAgain() throws IOException {
        List<Keyed> changes = inserts(7, a, b, row(MAY, "RC1", 3L));
        capture.began(7);
        capture.changes(changes.subList(0, 2));

        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), changes);
        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactly(a, b, row(MAY, "RC1", 3L));
    }

    @Test
    void passesOverAnOlderTransactionBetweenTwoDeliveriesOfALaterOne() throws IOException {
        List<Keyed> first = inserts(7, a, b);
        List<Keyed> second = List.of(keyed(update(8, 1, a, corrected)), keyed(insert(8, 2, row(JUNE, "RA1", 1L))));
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), first);
        sink.run();
        capture.began(8);
        capture.changes(second.subList(0, 1));

        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), first);
        capture.transaction(8, 2000, Commitments.of(JUNE, Samples.TABLE), second);
        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactlyInAnyOrder(corrected, b, row(JUNE, "RA1", 1L));
    }

    @Test
    void readsAgainWhenAnotherTransactionEndsThanTheOneThatBegan() throws IOException {
        capture.began(9);
        capture.changes(inserts(9, row(JUNE, "RA1", 1L)));
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        capture.transaction(9, 2000, Commitments.of(JUNE, Samples.TABLE), inserts(9, row(JUNE, "RA1", 1L)));

        sink.run();

        assertThat(lake.rows(Samples.DATASET)).containsExactlyInAnyOrder(a, b, row(JUNE, "RA1", 1L));
    }

    @Test
    void showsNothingOfATransactionThatHasNotEnded() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        capture.began(8);
        capture.changes(List.of(keyed(update(8, 1, a, corrected))));

        sink.run();

        assertThat(lake.catalog().version()).isEqualTo(1);
        assertThat(lake.rows(Samples.DATASET)).containsExactly(a, b);
    }

    @Test
    @Tag("B4")
    void putsTransactionsThatWaitIntoOneVersion() throws IOException {
        for (int i = 1; i <= 20; i++) {
            YearMonth month = MAY.plusMonths(i);
            capture.transaction(
                    i, i * 1000L, Commitments.of(month, Samples.TABLE), inserts(i, row(month, "RA1", (long) i)));
        }

        sink.committingEvery(Duration.ofMillis(300)).run();

        assertThat(lake.catalog().version()).isLessThan(10);
        assertThat(lake.rows(Samples.DATASET)).hasSize(20);
        assertThat(lake.dataset(Samples.DATASET).releases()).hasSize(20);
        assertThat(sink.events()).hasSize(20);
    }

    @Test
    @Tag("A8")
    void keepsRolesOfColumnsAndAddsNewOnes() throws IOException {
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));
        List<org.datawarp.schemas.table.Column> values = new ArrayList<>(Samples.TABLE.valueColumns());
        values.add(1, Samples.column("region", ColumnType.TEXT, ColumnRole.DIMENSION));
        Table wider = Table.of(Samples.DATASET, values);
        List<ChangeColumn> columns = new ArrayList<>(Samples.COLUMNS);
        columns.add(new ChangeColumn("region", ColumnType.TEXT));
        capture.schema(Samples.DATASET, columns);
        List<@Nullable Object> june = new ArrayList<>(row(JUNE, "RA1", 1L));
        june.add("North");

        capture.transaction(
                8,
                2000,
                Commitments.of(JUNE, wider),
                List.of(new Keyed(Samples.DATASET, Samples.key(row(JUNE, "RA1", 1L)), insert(8, 1, june))));
        sink.run();

        assertThat(lake.dataset(Samples.DATASET).columns()).isEqualTo(wider.columns());
        assertThat(lake.rows(Samples.DATASET)).extracting(row -> row.get(4)).containsExactly(null, null, "North");
    }

    @Test
    @Tag("A13")
    void stopsWhenAnotherWriterCommits() throws IOException {
        ObjectStore raced = new RacedStore(store);
        MemorySink first = new MemorySink(topics, raced, directory, InstantSource.fixed(NOW));
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), inserts(7, a, b));

        assertThatThrownBy(first::run)
                .isInstanceOf(CatalogChangedException.class)
                .hasMessage("Cannot commit version 1 of datasets/catalog.parquet in memory: another writer changed it;"
                        + " stop one of the two DataWarp processes that write to this bucket, then start the other"
                        + " again");
    }

    /** A store in which another writer commits first. */
    private static final class RacedStore extends PassingObjectStore {

        RacedStore(ObjectStore store) {
            super(store);
        }

        @Override
        public ObjectVersion create(String key, ObjectContent content) throws IOException {
            if (key.equals(Catalog.KEY)) {
                super.create(key, ObjectContent.of(CatalogFile.encode(Catalog.EMPTY, "somebody else")));
            }
            return super.create(key, content);
        }
    }
}
