package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.sinks.catalog.HandCapture.keyed;
import static org.datawarp.sinks.parquet.Samples.delete;
import static org.datawarp.sinks.parquet.Samples.insert;
import static org.datawarp.sinks.parquet.Samples.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.parquet.FoldLimits;
import org.datawarp.sinks.parquet.PartColumns;
import org.datawarp.sinks.parquet.PartReader;
import org.datawarp.sinks.parquet.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DerivedObjectsTest extends SinkScenario {

    private static final YearMonth MAY = YearMonth.of(2025, 5);
    private static final String METADATA = CatalogDataset.metadataKey(Samples.DATASET);
    private static final String FILE = CatalogDataset.fileKey(Samples.DATASET);
    private static final FoldLimits SMALL = new FoldLimits(64L << 20, 2, 100, 0, 2);

    private final List<@Nullable Object> a = row(MAY, "RA1", 1L);
    private final List<@Nullable Object> b = row(MAY, "RB1", 2L);
    private final List<@Nullable Object> c = row(MAY, "RC1", 3L);

    private Lake lake;
    private MemorySink sink;

    @BeforeEach
    void start() {
        lake = new Lake(store, directory);
        sink = new MemorySink(topics, store, directory, clock).with(SMALL);
        capture.schema(Samples.DATASET, Samples.COLUMNS);
        capture.transaction(
                7,
                1000,
                Commitments.of(MAY, Samples.TABLE),
                List.of(keyed(insert(7, 1, a)), keyed(insert(7, 2, b)), keyed(insert(7, 3, c))));
    }

    @Test
    void writesMetadataThatPeopleCanRead() throws IOException {
        sink.run();

        JsonNode metadata =
                Json.MAPPER.readTree(store.get(METADATA).orElseThrow().bytes());
        assertThat(metadata.get("dataset").asText()).isEqualTo("referrals");
        assertThat(metadata.get("publication_title").asText()).isEqualTo("ADHD Management Information");
        assertThat(metadata.get("changed_at").asText()).isEqualTo("2026-01-15T10:00:00Z");
        assertThat(metadata.get("rows").asLong()).isEqualTo(3);
        assertThat(metadata.at("/columns/6/type").asText()).isEqualTo("decimal(9,2)");
        assertThat(metadata.at("/columns/3/name").asText()).isEqualTo("provider");
        assertThat(metadata.at("/parts/0/periods/0/start").asText()).isEqualTo("2025-05-01");
        assertThat(metadata.at("/releases/0/period_end").asText()).isEqualTo("2025-05-31");
        assertThat(metadata.at("/releases/0/files/0/digest").asText()).isEqualTo("ab".repeat(32));
    }

    @Test
    void copiesASmallDatasetIntoOneFile() throws IOException {
        sink.run();

        assertThat(lake.dataset(Samples.DATASET).parts()).hasSize(2);
        assertThat(lake.dataset(Samples.DATASET).file()).isEqualTo(FILE);
        assertThat(rowsOf(FILE)).containsExactly(a, b, c);
    }

    @Test
    void copiesASinglePartAsItIs() throws IOException {
        sink.with(FoldLimits.DEFAULT).run();

        Part part = lake.dataset(Samples.DATASET).parts().get(0);
        assertThat(store.get(FILE).orElseThrow().bytes())
                .isEqualTo(store.get(part.key()).orElseThrow().bytes());
    }

    @Test
    void makesNoFileOfALargeDataset() throws IOException {
        sink.withSingleFilesUpTo(10).run();

        assertThat(lake.dataset(Samples.DATASET).file()).isEmpty();
        assertThat(store.keys()).doesNotContain(FILE);
    }

    @Test
    void repairsWhatLagsAtTheStart() throws IOException {
        sink.run();
        store.put(METADATA, ObjectContent.of("{\"version\": 0}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        store.delete(FILE);

        sink.run();

        assertThat(Json.MAPPER
                        .readTree(store.get(METADATA).orElseThrow().bytes())
                        .get("version")
                        .asLong())
                .isEqualTo(1);
        assertThat(rowsOf(FILE)).containsExactly(a, b, c);
    }

    @Test
    @Tag("B10")
    void keepsAPartForADayAfterItLeftTheCatalogue() throws IOException {
        sink.run();
        List<String> before = partKeys();
        capture.transaction(8, 2000, null, List.of(keyed(delete(8, 1, c))));
        sink.run();
        String removed = before.get(1);

        now = now.plus(Duration.ofHours(23));
        sink.run();
        assertThat(store.keys()).contains(removed);
        now = now.plus(Duration.ofHours(1));
        sink.run();

        assertThat(store.keys()).doesNotContain(removed).containsAll(partKeys());
    }

    @Test
    void keepsAPartThatCameBack() throws IOException {
        sink.run();
        String part = partKeys().get(1);
        capture.transaction(8, 2000, null, List.of(keyed(delete(8, 1, c)), keyed(insert(8, 2, row(MAY, "RD1", 1L)))));
        sink.run();
        assertThat(partKeys()).doesNotContain(part);
        capture.transaction(9, 3000, null, List.of(keyed(delete(9, 1, row(MAY, "RD1", 1L))), keyed(insert(9, 2, c))));

        now = now.plus(Duration.ofHours(23));
        sink.run();
        now = now.plus(Duration.ofHours(23));
        sink.run();

        assertThat(store.keys()).containsAll(partKeys());
        assertThat(lake.rows(Samples.DATASET)).containsExactlyInAnyOrder(a, b, c);
    }

    @Test
    @Tag("B10")
    void deletesOrphansFourDaysAfterTheyWereWritten() throws IOException {
        String orphan = "datasets/referrals/referrals-000009-0a1b2c3d.parquet";
        store.put(orphan, ObjectContent.of(new byte[] {1}));
        store.put("datasets/notes.txt", ObjectContent.of(new byte[] {1}));

        now = now.plus(Duration.ofHours(71));
        sink.run();
        now = now.plus(Duration.ofHours(25));
        sink.run();
        assertThat(store.keys()).contains(orphan);
        now = now.plus(Duration.ofHours(24));
        sink.run();

        assertThat(store.keys())
                .doesNotContain(orphan)
                .contains("datasets/notes.txt")
                .containsAll(partKeys());
    }

    @Test
    void removesTheFileOfADatasetThatGrewTooLarge() throws IOException {
        sink.run();
        capture.transaction(8, 2000, null, List.of(keyed(insert(8, 1, row(MAY, "RD1", 1L)))));

        sink.withSingleFilesUpTo(10).run();
        now = now.plus(Duration.ofHours(24));
        sink.run();

        assertThat(store.keys()).doesNotContain(FILE);
    }

    private List<String> partKeys() throws IOException {
        return lake.dataset(Samples.DATASET).parts().stream().map(Part::key).toList();
    }

    private List<List<@Nullable Object>> rowsOf(String key) throws IOException {
        Path file = directory.resolve("whole.parquet");
        store.download(key, file);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (PartReader reader = new PartReader(file, PartColumns.of(Samples.COLUMNS))) {
            for (var row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
