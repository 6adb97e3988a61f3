package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.schemas.status.StatusReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publications are read from a folder on this machine: readers see the names of its files, but not where it is. */
class LocalFolderIT {

    private static final String MIRROR = "nhs-england/ae-monthly-csv";

    @TempDir
    private static Path folder;

    private static Path bucket;

    /** One release is held, so that the public page of status has something to say. */
    @BeforeAll
    static void loadFromAFolder() throws IOException {
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), "ae-monthly");
        Path pages = folder.resolve("pages");
        Files.createDirectories(pages.resolve(MIRROR).getParent());
        Files.move(manifests.resolve("ae-monthly/sample"), pages.resolve(MIRROR));
        BundledManifests.alter(
                pages.resolve(MIRROR).resolve("Monthly-AE-May-25-CSV.csv"), ",98,68,7222", ",98,68,7223");
        CommandRun up = CommandRun.of(
                "up",
                "--once",
                "--source=" + pages,
                "--manifests=" + manifests,
                "--data-dir=" + folder.resolve("data"));
        assertThat(up.out()).as(up.err()).contains("held");
        bucket = folder.resolve("data/objects/buckets/datawarp");
    }

    private static List<String> objects() throws IOException {
        try (Stream<Path> all = Files.walk(bucket)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> bucket.relativize(path).toString())
                    .toList();
        }
    }

    /** Its bytes, and what DuckDB reads in it: values of Parquet may be compressed. */
    private static String content(String key) throws IOException, SQLException {
        Path object = bucket.resolve(key);
        String bytes = Files.readString(object, StandardCharsets.ISO_8859_1);
        return key.endsWith(".parquet") ? bytes + duckdb("SELECT t::text FROM '%s' t".formatted(object)) : bytes;
    }

    private static List<List<@Nullable Object>> duckdb(String query) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            return SqlRows.of(duckdb, query);
        }
    }

    @Test
    void noPublishedObjectSaysWhereTheFolderIs() throws IOException, SQLException {
        List<String> keys = objects();
        assertThat(keys)
                .contains(Catalog.KEY, Catalog.versionKey(1), VersionChanges.key(1), StatusReport.KEY)
                .anyMatch(key -> key.matches("datasets/ae_provider/.*\\.parquet"))
                .contains("datasets/ae_provider.json", "datasets/ae_provider.parquet");

        for (String key : keys) {
            assertThat(content(key))
                    .as(key)
                    .doesNotContain(folder.toString())
                    .doesNotContain(String.valueOf(folder.getFileName()))
                    .doesNotContain("file:/");
        }
    }

    @Test
    void namesTheFilesAndTheFolderOfThePublication() throws SQLException {
        String releases = "(SELECT unnest(releases) AS r FROM '%s')".formatted(bucket.resolve(Catalog.KEY));

        assertThat(duckdb("SELECT DISTINCT r.page FROM " + releases)).containsExactly(List.of("ae-monthly-csv/"));
        assertThat(duckdb("SELECT f.url FROM (SELECT unnest(r.files) AS f FROM %s) ORDER BY 1".formatted(releases)))
                .containsExactly(
                        List.of("April-2025-CSV-w3Kd9.csv"), List.of("Monthly-AE-March-2025-revised-q7Xp2.csv"));
    }
}
