package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Mark;
import org.datawarp.streams.release.ReleaseState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the bundled samples must give, on any Kafka and PostgreSQL: read by DuckDB, the published Parquet equals the
 * tables, row by row and column by column.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SamplesContract {

    private Path data;

    private RunningStack stack;
    private Map<String, ReleaseState> loaded;
    private Catalog catalog;

    /** The services to use, as environment variables; those that are not named are started in the process. */
    abstract Map<String, String> services();

    @BeforeAll
    void loadSamples(@TempDir Path folder) throws IOException, InterruptedException, TimeoutException {
        data = folder;
        stack = RunningStack.start(data, BundledManifests.FOLDER, "samples", services());
        loaded = stack.load();
        stack.awaitCopies();
        catalog = stack.catalog();
    }

    @AfterAll
    void stop() throws IOException, SQLException {
        stack.close();
    }

    @Test
    void promotesEveryReleaseOfEverySample() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Path folder : BundledManifests.with("sample")) {
            ExpectedReleases.read(folder.resolve("expected").resolve("sample.json"))
                    .names()
                    .forEach(release -> expected.add(folder.getFileName() + " " + release));
        }

        assertThat(loaded).containsOnlyKeys(expected);
        assertThat(loaded)
                .allSatisfy((release, state) -> assertThat(state).as(release).isEqualTo(ReleaseState.PROMOTED));
    }

    @Test
    void publishesEveryDatasetOfEveryManifest() throws IOException {
        List<String> expected = new ArrayList<>();
        for (PublicationManifest manifest : PublicationManifest.readAll(BundledManifests.FOLDER)) {
            manifest.manifest().datasets().stream()
                    .filter(Dataset::published)
                    .forEach(dataset -> expected.add(dataset.name().value()));
        }

        assertThat(catalog.datasets())
                .extracting(dataset -> dataset.dataset().value())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void publishesWhatTheTablesHoldInEveryRowAndColumn() throws SQLException, IOException {
        for (CatalogDataset dataset : catalog.datasets()) {
            String columns = columnList(dataset);

            List<List<@Nullable Object>> inTable =
                    sorted(stack.sql("SELECT %s FROM data.%s".formatted(columns, dataset.dataset())));
            List<List<@Nullable Object>> inParts =
                    sorted(stack.duckdb("SELECT %s FROM %s".formatted(columns, dataset.dataset())));

            assertThat(inParts).as("rows of %s", dataset.dataset()).isEqualTo(inTable);
            assertThat(inParts).as("rows of %s", dataset.dataset()).hasSize((int) dataset.rows());
        }
    }

    private static String columnList(CatalogDataset dataset) {
        return String.join(
                ", ",
                dataset.columns().stream()
                        .map(column -> "\"" + column.name() + "\"")
                        .toList());
    }

    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
        return rows.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    @Test
    void givesEveryColumnTheTypeOfItsManifest() throws SQLException, IOException {
        for (CatalogDataset dataset : catalog.datasets()) {
            List<List<@Nullable Object>> inTable = stack.sql("""
                    SELECT column_name::text FROM information_schema.columns
                    WHERE table_schema = 'data' AND table_name = '%s' AND column_name <> '_key'
                    ORDER BY ordinal_position""".formatted(dataset.dataset()));
            List<List<@Nullable Object>> inParts =
                    stack.duckdb("SELECT column_name, column_type FROM (DESCRIBE %s)".formatted(dataset.dataset()));

            assertThat(inTable)
                    .as("columns of data.%s", dataset.dataset())
                    .isEqualTo(dataset.columns().stream()
                            .map(column -> List.<Object>of(column.name().value()))
                            .toList());
            assertThat(inParts)
                    .as("columns of %s", dataset.dataset())
                    .isEqualTo(dataset.columns().stream()
                            .map(column -> List.<Object>of(column.name().value(), duckdbType(column.type())))
                            .toList());
        }
    }

    private static String duckdbType(ColumnType type) {
        return switch (type.base()) {
            case TEXT -> "VARCHAR";
            case INTEGER -> "BIGINT";
            case NUMBER -> "DOUBLE";
            case DECIMAL -> "DECIMAL(%d,%d)".formatted(type.precision(), type.scale());
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
        };
    }

    @Test
    void holdsWhatTheFilesHold() throws IOException, SQLException {
        for (Path folder : BundledManifests.with("expected/sample.json")) {
            ExpectedReleases expected = ExpectedReleases.read(folder.resolve("expected/sample.json"));

            LoadedReleases.in("PostgreSQL", "data.", stack::sql).verify(expected);
            LoadedReleases.in("Parquet", "", stack::duckdb).verify(expected);
        }
    }

    @Test
    void tellsReadersWhatEachDatasetIs() throws IOException {
        for (PublicationManifest read : PublicationManifest.readAll(BundledManifests.FOLDER)) {
            Manifest manifest = read.manifest();
            manifest.datasets().stream().filter(Dataset::published).forEach(dataset -> {
                CatalogDataset published = dataset(dataset.name().value());
                assertThat(published.title()).isEqualTo(dataset.title());
                assertThat(published.description()).isEqualTo(dataset.description());
                assertThat(published.publication())
                        .isEqualTo(manifest.publication().name());
                assertThat(published.publicationTitle())
                        .isEqualTo(manifest.publication().title());
                assertThat(published.publisher())
                        .isEqualTo(manifest.publication().publisher());
                assertThat(published.licence()).isEqualTo(manifest.publication().licence());
                assertThat(published.landingPage())
                        .isEqualTo(manifest.publication().landingPage().toString());
                assertThat(published.frequency())
                        .isEqualToIgnoringCase(
                                manifest.publication().frequency().name());
                assertThat(published.marks().stream().collect(Collectors.toMap(Mark::mark, Mark::meaning)))
                        .isEqualTo(dataset.marks());
                assertThat(published.columns()).isEqualTo(dataset.table().columns());
                assertThat(published.columns()).extracting(Column::description).noneMatch(String::isBlank);
            });
        }
    }

    @Test
    void namesTheFileOfEveryRow() throws SQLException, IOException {
        for (CatalogDataset dataset : catalog.datasets()) {
            assertThat(stack.duckdb("""
                            SELECT DISTINCT _file FROM %1$s WHERE _file NOT IN (
                                SELECT f.digest FROM (
                                    SELECT unnest(list_concat(r.files, r.earlier_files)) AS f FROM (
                                        SELECT unnest(releases) AS r FROM catalog WHERE dataset = '%1$s')))
                            """.formatted(dataset.dataset())))
                    .as("files of %s that the catalogue does not know", dataset.dataset())
                    .isEmpty();
        }
    }

    @Test
    void tellsWhenEachReleasePassedEachStage() {
        assertThat(catalog.datasets())
                .flatExtracting(CatalogDataset::releases)
                .allSatisfy(release -> assertThat(List.of(
                                release.files().get(0).fetchedAt(),
                                release.openedAt(),
                                release.stagedAt(),
                                release.committedAt(),
                                release.publishedAt()))
                        .isSorted());
    }

    @Test
    void answersAgentsFromTheTablesAndLetsThemReadNothingElse() {
        try (McpSession session = McpSession.start(stack.dataDirectory(), "postgres")) {
            assertThat(session.query("SELECT count(*) AS n, current_user AS who FROM ae_provider")
                            .text())
                    .contains("n\twho\n35\tdatawarp_reader\n");
            assertThat(session.call("resolve_organisation", Map.of("text", "X05"))
                            .text())
                    .contains("X05\t");
            for (String hostile : List.of(
                    "SELECT * FROM datawarp.releases",
                    "SELECT pg_read_file('/etc/passwd')",
                    "SELECT set_config('role', 'postgres', false), pg_read_file('/etc/passwd')",
                    "WITH gone AS (DELETE FROM ae_provider RETURNING 1) SELECT * FROM gone",
                    "SELECT 1; DROP TABLE ae_provider",
                    "COPY ae_provider TO PROGRAM 'cat'",
                    "SELECT lo_import('/etc/passwd')",
                    "SELECT passwd FROM pg_shadow",
                    "SELECT * FROM ae_provider FOR UPDATE")) {
                assertThat(session.query(hostile).failed()).as(hostile).isTrue();
            }
        }
    }

    private CatalogDataset dataset(String name) {
        return catalog.datasets().stream()
                .filter(dataset -> dataset.dataset().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The catalogue lacks " + name));
    }

    @Test
    void namesTheReleasesAndFilesThatADatasetIsMadeOf() throws IOException {
        for (Path folder : BundledManifests.with("expected/sample.json")) {
            ExpectedReleases expected = ExpectedReleases.read(folder.resolve("expected/sample.json"));
            for (CatalogDataset dataset : catalog.datasets()) {
                if (!dataset.publication().value().equals(folder.getFileName().toString())) {
                    continue;
                }
                String name = dataset.dataset().value();
                assertThat(dataset.releases())
                        .as("releases of %s", name)
                        .extracting(release -> release.release().value())
                        .containsExactlyElementsOf(expected.names().stream()
                                .filter(release -> expected.of(release).containsKey(name))
                                .sorted()
                                .toList());
                assertThat(dataset.releases())
                        .extracting(CatalogRelease::files)
                        .allSatisfy(files -> assertThat(files).isNotEmpty());
            }
        }
    }

    @Test
    void countsTheSameRowsInPartsAndCatalogue() throws SQLException, IOException {
        for (CatalogDataset dataset : catalog.datasets()) {
            assertThat(dataset.parts().stream().mapToLong(Part::rows).sum())
                    .as("rows in the parts of %s", dataset.dataset())
                    .isEqualTo(dataset.rows());
            assertThat(dataset.parts().stream().mapToLong(Part::bytes).sum())
                    .as("bytes in the parts of %s", dataset.dataset())
                    .isEqualTo(dataset.bytes());
            for (Part part : dataset.parts()) {
                assertThat(stack.objects().resolve(part.key())).hasSize(part.bytes());
            }
            assertThat(stack.duckdb("SELECT rows FROM catalog WHERE dataset = '%s'".formatted(dataset.dataset())))
                    .containsExactly(List.of(dataset.rows()));
        }
    }

    @Test
    void copiesTheMetadataAsJson() throws IOException {
        for (CatalogDataset dataset : catalog.datasets()) {
            JsonNode json = stack.metadata(dataset.dataset());

            assertThat(json.path("dataset").asText())
                    .isEqualTo(dataset.dataset().value());
            assertThat(json.path("title").asText()).isEqualTo(dataset.title());
            assertThat(json.path("licence").asText()).isEqualTo(dataset.licence());
            assertThat(json.path("rows").asLong()).isEqualTo(dataset.rows());
            assertThat(json.path("columns")).hasSize(dataset.columns().size());
            assertThat(json.path("releases")).hasSize(dataset.releases().size());
            assertThat(json.path("parts"))
                    .extracting(part -> part.path("key").asText())
                    .containsExactlyElementsOf(
                            dataset.parts().stream().map(Part::key).toList());
        }
    }

    @Test
    void copiesSmallDatasetsAsOneFile() throws SQLException, IOException {
        assertThat(catalog.datasets()).extracting(CatalogDataset::file).anyMatch(file -> !file.isEmpty());
        for (CatalogDataset dataset : catalog.datasets()) {
            if (dataset.file().isEmpty()) {
                continue;
            }
            assertThat(dataset.file()).isEqualTo(CatalogDataset.fileKey(dataset.dataset()));
            String copy = "read_parquet('%s')".formatted(stack.objects().resolve(dataset.file()));
            String difference = "(SELECT count(*) FROM (SELECT * FROM %s EXCEPT ALL SELECT * FROM %s))";

            assertThat(stack.duckdb("SELECT (SELECT count(*) FROM %s), %s, %s"
                            .formatted(
                                    copy,
                                    difference.formatted(copy, dataset.dataset()),
                                    difference.formatted(dataset.dataset(), copy))))
                    .as("rows in the copy of %s, only there, and only in the parts", dataset.dataset())
                    .containsExactly(List.of(dataset.rows(), 0L, 0L));
        }
    }
}
