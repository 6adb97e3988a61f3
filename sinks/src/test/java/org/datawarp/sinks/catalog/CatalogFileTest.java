package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datawarp.sinks.catalog.HandCapture.keyed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.sinks.object.MemoryObjectStore;
import org.datawarp.sinks.parquet.RecordFile;
import org.datawarp.sinks.parquet.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFileTest {

    private static final YearMonth MAY = YearMonth.of(2025, 5);

    @TempDir
    Path directory;

    private byte[] bytes;

    @BeforeEach
    void commit() throws IOException {
        MemoryTopics topics = new MemoryTopics();
        HandCapture capture = new HandCapture(topics);
        MemoryObjectStore store = new MemoryObjectStore();
        capture.schema(Samples.DATASET, Samples.COLUMNS);
        capture.transaction(
                7,
                1000,
                Commitments.of(MAY, Samples.TABLE),
                List.of(keyed(Samples.insert(7, 1, Samples.row(MAY, "RA1", 1L)))));
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-15T10:00:00.123456789Z"));
        new MemorySink(topics, store, directory, clock).run();
        bytes = store.get(Catalog.KEY).orElseThrow().bytes();
    }

    @Test
    void returnsTheCatalogueThatWasWritten() throws IOException {
        Catalog catalog = CatalogFile.decode(bytes);

        assertThat(catalog.datasets()).hasSize(1);
        assertThat(CatalogFile.decode(CatalogFile.encode(catalog, "w"))).isEqualTo(catalog);
        assertThat(CatalogFile.encode(catalog, "w")).isEqualTo(CatalogFile.encode(catalog, "w"));
    }

    @Test
    void returnsAnEmptyCatalogue() throws IOException {
        assertThat(CatalogFile.decode(CatalogFile.encode(Catalog.EMPTY, "w"))).isEqualTo(Catalog.EMPTY);
    }

    @Test
    void isReadByDuckDb() throws IOException, SQLException {
        Path file = Files.write(directory.resolve("catalog.parquet"), bytes);

        assertThat(query("""
                        select concat_ws('|', dataset, title, publication, version, rows, columns[4].name, columns[4].role,
                                         parts[1].key, parts[1].periods[1].start, releases[1].release,
                                         releases[1].files[1].digest, epoch_us(changed_at), file)
                        from '%s'""".formatted(file)))
                .isEqualTo("referrals|Referrals|adhd|1|1|provider|KEY|%s|2025-05-01|2025-05|%s|1768471200123456|%s"
                        .formatted(
                                CatalogFile.decode(bytes)
                                        .datasets()
                                        .get(0)
                                        .parts()
                                        .get(0)
                                        .key(),
                                "ab".repeat(32),
                                CatalogDataset.fileKey(Samples.DATASET)));
        assertThat(query("select decode(value) from parquet_kv_metadata('%s') where decode(key) = 'datawarp.catalog'"
                        .formatted(file)))
                .startsWith("{\"version\":1,\"committedAt\":\"2026-01-15T10:00:00.123456Z\",\"transactionsOffset\":2,"
                        + "\"endLsn\":1000,\"changes\":[{\"dataset\":\"referrals\",")
                .contains("\"writer\":\"");
    }

    @Test
    void refusesAParquetFileThatIsNoCatalogue() throws IOException {
        byte[] other = RecordFile.of(CatalogDataset.class).write(List.of(), Map.of());

        assertThatThrownBy(() -> CatalogFile.decode(other))
                .hasMessageContaining(
                        "bytes that are no catalogue: a Parquet file without \"datawarp.catalog\" in its footer");
    }

    @Test
    void refusesEveryByteThatIsNotAsItWasWritten() {
        for (int place = 0; place < bytes.length; place++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] flipped = bytes.clone();
                flipped[place] ^= (byte) (1 << bit);

                assertThatThrownBy(() -> CatalogFile.decode(flipped))
                        .as("bit %d of byte %d", bit, place)
                        .isInstanceOf(DamagedCatalogException.class);
            }
        }
    }

    @Test
    void refusesWhatWasCutShort() {
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);

            assertThatThrownBy(() -> CatalogFile.decode(shorter))
                    .as("%d bytes", length)
                    .isInstanceOf(DamagedCatalogException.class)
                    .hasMessageNotContaining("MemoryFile");
        }
    }

    private static String query(String sql) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = duckdb.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
