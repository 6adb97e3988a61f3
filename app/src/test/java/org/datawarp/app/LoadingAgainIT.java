package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.table.Revisions;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Only changes are passed on: loading the same data again leaves no trace, and one changed cell leaves the trace of
 * one.
 */
@Tag("slow")
class LoadingAgainIT {

    private static final DatasetName DATASET = new DatasetName("ae_provider");
    private static final DatasetName REVISIONS = Revisions.nameOf(DATASET);

    /**
     * The objects that every commit may touch: the catalogue, the copy of its version and the log of changes, and the list
     * of parts that wait to be deleted, and what is noted of the use of the store, and the status.
     */
    private static final Pattern OF_ALL = Pattern.compile(
            "datasets/(catalog\\.parquet|catalog/\\d+\\.parquet|changes/\\d+\\.json|(_removed|_usage|_status)\\.json)");

    private static final String ALTERED_FILE = "ae-monthly/sample/April-2025-CSV-w3Kd9.csv";

    @TempDir
    private static Path folder;

    private static RunningStack stack;
    private static long revisions;
    private static Footprint first;
    private static Map<String, ReleaseState> again;
    private static Footprint afterAgain;
    private static Catalog beforeAlteration;
    private static Map<String, ReleaseState> altered;
    private static Footprint afterAlteration;

    @BeforeAll
    static void loadThreeTimes()
            throws IOException, InterruptedException, TimeoutException, SQLException, ExecutionException {
        String[] publications = BundledManifests.with("sample").stream()
                .map(publication -> publication.getFileName().toString())
                .toArray(String[]::new);
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), publications);
        stack = RunningStack.start(folder.resolve("data"), manifests, "samples");
        assertThat(stack.load().values()).containsOnly(ReleaseState.PROMOTED);
        first = Footprint.of(stack);

        again = stack.loadAgain();
        afterAgain = Footprint.of(stack);

        beforeAlteration = stack.catalog();
        alterOneRow(manifests.resolve(ALTERED_FILE));
        altered = stack.load();
        afterAlteration = Footprint.of(stack);
        revisions = stack.catalog().datasets().stream()
                .filter(dataset -> dataset.dataset().equals(REVISIONS))
                .mapToLong(CatalogDataset::rows)
                .sum();
        stack.stopRoles();
    }

    /** The last figure of one provider, and of the total, which must stay their sum. */
    private static void alterOneRow(Path file) throws IOException {
        BundledManifests.alter(file, ",0,25,0,9", ",0,25,0,10");
        BundledManifests.alter(file, ",154,73,6579", ",154,73,6580");
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        stack.close();
    }

    @Test
    void loadedAgainEveryReleaseIsUnchanged() {
        assertThat(again).hasSizeGreaterThan(10);
        assertThat(again.values()).containsOnly(ReleaseState.UNCHANGED);
    }

    @Test
    void loadedAgainNoRowIsWritten() {
        assertThat(afterAgain.tables()).isEqualTo(first.tables());
    }

    @Test
    void loadedAgainNoChangeIsPublished() {
        assertThat(afterAgain.ends()).isEqualTo(first.ends());
    }

    @Test
    void loadedAgainNoObjectIsPut() {
        assertThat(afterAgain.objects()).isEqualTo(first.objects());
        assertThat(afterAgain.version()).isEqualTo(first.version());
    }

    @Test
    void alteredInOneRowOnlyItsReleaseIsPromoted() {
        assertThat(altered).containsEntry("ae-monthly 2025-04", ReleaseState.PROMOTED);
        ReleaseStatus status = stack.releases()
                .find(new PublicationName("ae-monthly"), new ReleaseName("2025-04"))
                .get(0);
        assertThat(status.counts().updated()).isEqualTo(1);
        assertThat(status.counts().inserted()).isZero();
        assertThat(status.counts().deleted()).isZero();
    }

    @Test
    void alteredInOneRowOnlyItsTableAndTheCommitsAreWritten() {
        List<String> written = afterAlteration.tables().keySet().stream()
                .filter(table -> !afterAlteration
                        .tables()
                        .get(table)
                        .equals(first.tables().get(table)))
                .toList();

        assertThat(written).containsExactly("data." + DATASET, "data." + REVISIONS, "datawarp.commits");
    }

    /** The counters of PostgreSQL itself, complete now that its clients are gone. */
    @Test
    void inAllThreeLoadsEachRowIsWrittenOnceAndTheAlteredTwice() throws SQLException {
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (CatalogDataset dataset : beforeAlteration.datasets()) {
            long updates = dataset.dataset().equals(DATASET) ? 1 : 0;
            expected.add(List.of(dataset.dataset().value(), dataset.rows(), updates, 0L));
        }
        expected.add(List.of(REVISIONS.value(), revisions, 0L, 0L));

        assertThat(stack.sql("""
                        SELECT relname::text, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables
                        WHERE schemaname = 'data'""")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void alteredInOneRowOneChangeIsPublished() {
        assertThat(afterAlteration.messagesSince(first))
                .containsOnly(
                        Map.entry(Topics.changes(DATASET).name(), 1L),
                        // The old row, and when each period was first published.
                        Map.entry(Topics.changes(REVISIONS).name(), revisions),
                        Map.entry(Topics.schemas().name(), 1L),
                        // Its start and its end.
                        Map.entry(Topics.transactions().name(), 2L));
    }

    @Test
    void theChangeTellsTheRowBeforeAndAfter() throws IOException {
        CommandRun tap = CommandRun.of(
                "tap",
                DATASET.value(),
                "--data-dir",
                stack.dataDirectory().toString(),
                "--manifests",
                BundledManifests.FOLDER.toString());

        JsonNode change = new ObjectMapper()
                .readTree(tap.lines().get(tap.lines().size() - 1))
                .path("value");
        assertThat(change.path("operation").asText()).isEqualTo("update");
        assertThat(change.path("before").path("other_emergency_admissions").asLong())
                .isEqualTo(9);
        assertThat(change.path("after").path("other_emergency_admissions").asLong())
                .isEqualTo(10);
        for (String same : List.of("org_code", "org_name", "period_start", "attendances_type_2", "_row", "_release")) {
            assertThat(change.path("after").path(same).asText())
                    .isEqualTo(change.path("before").path(same).asText())
                    .isNotEmpty();
        }
    }

    @Test
    void alteredInOneRowOnlyThePartThatHoldsItIsWrittenAnew() throws IOException {
        Catalog now = stack.catalog();

        assertThat(now.version()).isEqualTo(beforeAlteration.version() + 1);
        assertThat(keys(now, false)).isEqualTo(keys(beforeAlteration, false));
        List<String> before = keys(beforeAlteration, true);
        List<String> after = keys(now, true);
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.stream().filter(key -> !before.contains(key))).hasSize(1);
    }

    /** @param altered those of the altered dataset, or those of all others */
    private static List<String> keys(Catalog catalog, boolean altered) {
        return catalog.datasets().stream()
                .filter(dataset -> dataset.dataset().equals(DATASET) == altered)
                .filter(dataset -> !dataset.dataset().equals(REVISIONS))
                .flatMap(dataset -> dataset.parts().stream())
                .map(Part::key)
                .toList();
    }

    @Test
    void alteredInOneRowOnlyItsDatasetsObjectsArePut() {
        List<String> put = afterAlteration.objects().keySet().stream()
                .filter(key -> !afterAlteration
                        .objects()
                        .get(key)
                        .equals(first.objects().get(key)))
                .filter(key -> key.startsWith("datasets/"))
                .toList();

        assertThat(put)
                .allMatch(key ->
                        key.contains(DATASET.value()) || OF_ALL.matcher(key).matches())
                .contains(Catalog.KEY, CatalogDataset.metadataKey(DATASET), CatalogDataset.fileKey(DATASET));
    }

    @Test
    void isWhatTheWorkersTestsRead() throws SQLException, IOException {
        WorkerFixture.checkOrRenew(stack.objects());
    }

    @Test
    void publishesTheAlteredFigure() throws SQLException, IOException {
        String figure =
                "SELECT other_emergency_admissions FROM %s WHERE org_code = 'X05' AND period_start = '2025-04-01'";

        assertThat(stack.duckdb(figure.formatted(DATASET))).containsExactly(List.of(10L));
        assertThat(stack.sql(figure.formatted("data." + DATASET))).containsExactly(List.of(10L));
    }
}
