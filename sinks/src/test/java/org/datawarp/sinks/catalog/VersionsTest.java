package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.sinks.catalog.HandCapture.keyed;
import static org.datawarp.sinks.parquet.Samples.delete;
import static org.datawarp.sinks.parquet.Samples.insert;
import static org.datawarp.sinks.parquet.Samples.row;
import static org.datawarp.sinks.parquet.Samples.update;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.catalog.DatasetChanges;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.PeriodChanges;
import org.datawarp.schemas.catalog.PromotedRelease;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectJson;
import org.datawarp.sinks.parquet.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is kept of catalogue versions, and what they say about releases. */
class VersionsTest extends SinkScenario {

    private static final YearMonth MAY = YearMonth.of(2025, 5);
    private static final YearMonth JUNE = YearMonth.of(2025, 6);

    private final List<@Nullable Object> a = row(MAY, "RA1", 1L);
    private final List<@Nullable Object> b = row(MAY, "RB1", 2L);
    private final List<@Nullable Object> corrected = row(MAY, "RA1", 10L);
    private final List<@Nullable Object> june = row(JUNE, "RA1", 4L);

    private Lake lake;
    private MemorySink sink;

    @BeforeEach
    void publishTwoVersions() throws IOException {
        lake = new Lake(store, directory);
        sink = new MemorySink(topics, store, directory, clock);
        capture.schema(Samples.DATASET, Samples.COLUMNS);
        capture.transaction(
                7,
                1000,
                Commitments.of(MAY, Samples.TABLE),
                List.of(keyed(insert(7, 1, a)), keyed(insert(7, 2, b)), keyed(insert(7, 3, june))));
        sink.run();
        capture.transaction(
                8,
                2000,
                Commitments.revised(MAY, "cd".repeat(32), Samples.TABLE),
                List.of(keyed(update(8, 1, a, corrected)), keyed(delete(8, 2, june))));
        now = now.plusSeconds(60);
        sink.run();
    }

    @Test
    void keepsACopyOfEveryVersion() throws IOException {
        Catalog first = copy(1);

        assertThat(first.version()).isEqualTo(1);
        assertThat(store.keys())
                .containsAll(
                        first.datasets().get(0).parts().stream().map(Part::key).toList());
        assertThat(bytes(Catalog.versionKey(2))).isEqualTo(bytes(Catalog.KEY));
    }

    @Test
    void logsWhatAVersionBroughtNewestFirst() throws IOException {
        List<VersionChanges> log = log();

        assertThat(log).extracting(VersionChanges::version).containsExactly(2L, 1L);
        DatasetChanges first = log.get(1).datasets().get(0);
        DatasetChanges second = log.get(0).datasets().get(0);
        assertThat(first.added()).isTrue();
        assertThat(first.inserted()).isEqualTo(3);
        assertThat(second.added()).isFalse();
        assertThat(second.replaced()).isFalse();
        assertThat(second.rows()).isEqualTo(2);
        assertThat(second.releases())
                .containsExactly(new PromotedRelease(
                        new ReleaseName("2025-05"), "revised", "https://digital.nhs.uk/adhd/2025-05"));
        assertThat(second.periods())
                .containsExactly(
                        new PeriodChanges(MAY.atDay(1), MAY.atEndOfMonth(), "month", 0, 1, 0),
                        new PeriodChanges(JUNE.atDay(1), JUNE.atEndOfMonth(), "month", 0, 0, 1));
        assertThat(second.removedParts()).isEqualTo(first.newParts());
        assertThat(second.newParts())
                .isEqualTo(lake.dataset(Samples.DATASET).parts().stream()
                        .map(Part::key)
                        .toList());
    }

    @Test
    void tellsWhenAReleasePassedEachStage() throws IOException {
        CatalogRelease release = lake.dataset(Samples.DATASET).releases().get(0);

        Instant promoted = Instant.parse("2026-01-15T09:30:00Z");
        assertThat(List.of(
                        release.openedAt(),
                        release.stagedAt(),
                        release.committedAt(),
                        release.capturedAt(),
                        release.publishedAt()))
                .containsExactly(
                        promoted.minusSeconds(9), promoted.minusSeconds(5), promoted, MemoryTopics.CAPTURED, now);
        assertThat(release.version()).isEqualTo(2);
    }

    @Test
    void stillNamesTheFileOfARowThatANewIssueDidNotChange() throws IOException {
        CatalogRelease release = lake.dataset(Samples.DATASET).releases().get(0);

        assertThat(release.files())
                .extracting(PublishedFile::digest)
                .extracting(Object::toString)
                .containsExactly("cd".repeat(32));
        assertThat(release.earlierFiles())
                .extracting(PublishedFile::digest)
                .extracting(Object::toString)
                .containsExactly("ab".repeat(32));
    }

    @Test
    @Tag("A14")
    void makesWhatACrashLeftUndone() throws IOException {
        store.delete(Catalog.versionKey(2));
        VersionChanges first = log().get(1);
        store.put(
                VersionChanges.key(2),
                ObjectContent.of(ObjectJson.MAPPER.writeValueAsBytes(Map.of("changes", List.of(first)))));

        sink.run();

        assertThat(bytes(Catalog.versionKey(2))).isEqualTo(bytes(Catalog.KEY));
        assertThat(log()).extracting(VersionChanges::version).containsExactly(2L, 1L);
    }

    @Test
    void writesNothingWhenNothingHappened() throws IOException {
        var copy = store.get(Catalog.versionKey(2)).orElseThrow().version();
        var log = store.get(VersionChanges.key(2)).orElseThrow().version();

        sink.run();

        assertThat(store.get(Catalog.versionKey(2)).orElseThrow().version()).isEqualTo(copy);
        assertThat(store.get(VersionChanges.key(2)).orElseThrow().version()).isEqualTo(log);
    }

    @Test
    void deletesACopyADayAfterItsSuccessorCame() throws IOException {
        now = now.plus(Duration.ofHours(23));
        sink.run();
        assertThat(store.keys()).contains(Catalog.versionKey(1));
        now = now.plus(Duration.ofHours(1));
        sink.run();

        assertThat(store.keys()).doesNotContain(Catalog.versionKey(1)).contains(Catalog.versionKey(2));
    }

    @Test
    void forgetsWhatAnEarlierCatalogueOfTheBucketLeft() throws IOException {
        store.put(Catalog.versionKey(900), ObjectContent.of(new byte[] {1}));
        store.put(VersionChanges.key(900), ObjectContent.of(new byte[] {1}));
        store.delete(Catalog.KEY);

        sink.run();

        // The topics hold both transactions, so one version has them.
        assertThat(lake.catalog().version()).isEqualTo(log().get(0).version());
        assertThat(copy(1)).isNotEqualTo(Catalog.EMPTY);
        assertThat(bytes(Catalog.versionKey(lake.catalog().version()))).isEqualTo(bytes(Catalog.KEY));
        assertThat(store.keys()).doesNotContain(Catalog.versionKey(900), VersionChanges.key(900));
    }

    private Catalog copy(long version) throws IOException {
        return CatalogFile.decode(bytes(Catalog.versionKey(version)));
    }

    private byte[] bytes(String key) throws IOException {
        return store.get(key).orElseThrow().bytes();
    }

    private List<VersionChanges> log() throws IOException {
        return lake.log(2);
    }
}
