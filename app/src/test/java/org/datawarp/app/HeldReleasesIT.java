package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad release stays invisible everywhere, says why, delays no other, and can be corrected. */
@Tag("slow")
class HeldReleasesIT {

    private static final DatasetName PROVIDERS = new DatasetName("ae_provider");
    private static final DatasetName PATIENTS = new DatasetName("gp_registered_patients");

    private static final Path EMPTIED = Path.of("ae-monthly", "sample", "April-2025-CSV-w3Kd9.csv");
    private static final int EMPTIED_COLUMN = 17;
    private static final Path MISCOUNTED = Path.of("ae-monthly", "sample", "Monthly-AE-May-25-CSV.csv");
    private static final Path CUT_SHORT =
            Path.of("gp-registered-patients", "sample", "july-2022", "gp-reg-pat-prac-all.zip");

    @TempDir
    private static Path folder;

    private static RunningStack stack;
    private static Map<String, ReleaseState> loaded;
    private static List<List<@Nullable Object>> rowsWhileHeld;
    private static Footprint whileHeld;
    private static Catalog catalogWhileHeld;
    private static Map<String, List<HoldReason>> reasons;
    private static CommandRun statusWhileHeld;
    private static Map<String, ReleaseState> mended;

    @BeforeAll
    static void loadWhatIsNotGoodThenMendIt()
            throws IOException, InterruptedException, TimeoutException, SQLException, ExecutionException {
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), "ae-monthly", "gp-registered-patients");
        emptyColumn(manifests.resolve(EMPTIED), EMPTIED_COLUMN);
        BundledManifests.alter(manifests.resolve(MISCOUNTED), ",98,68,7222", ",98,68,7223");
        cutShort(manifests.resolve(CUT_SHORT));
        stack = RunningStack.start(folder.resolve("data"), manifests, "samples");

        loaded = stack.load();
        stack.awaitCopies();
        rowsWhileHeld = stack.sql("""
                SELECT _release, count(*) FROM data.%s GROUP BY 1 UNION ALL
                SELECT _release, count(*) FROM data.%s GROUP BY 1""".formatted(PROVIDERS, PATIENTS));
        whileHeld = Footprint.of(stack);
        catalogWhileHeld = stack.catalog();
        reasons = Map.of(
                "2025-04", reasons("ae-monthly", "2025-04"),
                "2025-05", reasons("ae-monthly", "2025-05"),
                "2022-07", reasons("gp-registered-patients", "2022-07"));
        statusWhileHeld = status(manifests);

        for (Path file : List.of(EMPTIED, MISCOUNTED, CUT_SHORT)) {
            Files.copy(
                    BundledManifests.FOLDER.resolve(file),
                    manifests.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        mended = stack.load();
    }

    private static void emptyColumn(Path file, int column) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String emptied = lines.stream()
                .skip(1)
                .map(line -> {
                    String[] cells = line.split(",", -1);
                    cells[column] = "";
                    return String.join(",", cells);
                })
                .collect(Collectors.joining("\n", lines.get(0) + "\n", "\n"));
        Files.writeString(file, emptied);
    }

    private static void cutShort(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }

    private static List<HoldReason> reasons(String publication, String release) {
        List<ReleaseStatus> attempts =
                stack.releases().find(new PublicationName(publication), new ReleaseName(release));
        return attempts.get(0).reasons();
    }

    private static CommandRun status(Path manifests) {
        return CommandRun.of(
                "status", "--data-dir", stack.dataDirectory().toString(), "--manifests", manifests.toString());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        stack.close();
    }

    @Test
    void holdsTheReleasesThatAreNotGoodAndNoOther() {
        assertThat(loaded)
                .containsOnly(
                        Map.entry("ae-monthly 2025-03", ReleaseState.PROMOTED),
                        Map.entry("ae-monthly 2025-04", ReleaseState.HELD),
                        Map.entry("ae-monthly 2025-05", ReleaseState.HELD),
                        Map.entry("gp-registered-patients 2022-06", ReleaseState.PROMOTED),
                        Map.entry("gp-registered-patients 2022-07", ReleaseState.HELD));
    }

    @Test
    void tellsAColumnThatLostItsValues() {
        assertThat(reasons.get("2025-04")).anySatisfy(reason -> {
            assertThat(reason.code()).isEqualTo(HoldCode.COLUMN_NEWLY_EMPTY);
            assertThat(reason.where()).isEqualTo(PROVIDERS + ".waited_12h_plus_from_dta");
            assertThat(reason.expected()).contains("2025-03");
        });
    }

    @Test
    void tellsATotalThatDoesNotAddUp() {
        assertThat(reasons.get("2025-05")).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(HoldCode.TOTAL_DIFFERS);
            assertThat(reason.toString())
                    .contains(PROVIDERS.value())
                    .contains("other_emergency_admissions")
                    .contains("7222")
                    .contains("7223");
        });
    }

    @Test
    void tellsAFileThatCannotBeRead() {
        assertThat(reasons.get("2022-07")).anySatisfy(reason -> {
            assertThat(reason.code()).isEqualTo(HoldCode.UNREADABLE_FILE);
            assertThat(reason.where()).isEqualTo(CUT_SHORT.getFileName().toString());
        });
    }

    @Test
    void whileHeldNothingOfThemIsInTablesAndChanges() {
        assertThat(whileHeld.tables()).containsOnlyKeys("data." + PROVIDERS, "data." + PATIENTS, "datawarp.commits");
        assertThat(rowsWhileHeld).containsExactlyInAnyOrder(List.of("2025-03", 11L), List.of("2022-06", 30L));
        assertThat(whileHeld.messagesSince(new Footprint(Map.of(), Map.of(), Map.of(), 0)))
                .as("a message for each row that was ever written")
                .containsEntry(Topics.changes(PROVIDERS).name(), 11L)
                .containsEntry(Topics.changes(PATIENTS).name(), 30L)
                .containsEntry(Topics.transactions().name(), 4L);
    }

    @Test
    void whileHeldNothingOfThemIsInTheCatalogueAndTheObjects() {
        assertThat(catalogWhileHeld.datasets())
                .extracting(
                        dataset -> dataset.dataset().value(),
                        CatalogDataset::rows,
                        dataset -> dataset.releases().stream()
                                .map(release -> release.release().value())
                                .toList())
                .containsExactlyInAnyOrder(
                        tuple(PROVIDERS.value(), 11L, List.of("2025-03")),
                        tuple(PATIENTS.value(), 30L, List.of("2022-06")));
        assertThat(whileHeld.objects().keySet().stream().filter(key -> key.startsWith("datasets/" + PROVIDERS + "/")))
                .containsExactlyElementsOf(catalogWhileHeld.datasets().stream()
                        .filter(dataset -> dataset.dataset().equals(PROVIDERS))
                        .flatMap(dataset -> dataset.parts().stream())
                        .map(part -> part.key())
                        .toList());
    }

    @Test
    void whileHeldStatusNamesTheReasonsAndFails() {
        assertThat(statusWhileHeld.exitCode()).isEqualTo(1);
        assertThat(statusWhileHeld.out())
                .contains("Held: ae-monthly 2025-04, nothing of it is visible, because")
                .contains("column-newly-empty, ae_provider.waited_12h_plus_from_dta")
                .contains("Held: ae-monthly 2025-05, nothing of it is visible, because")
                .contains("total-differs, ae_provider")
                .contains("Held: gp-registered-patients 2022-07, nothing of it is visible, because")
                .contains("unreadable-file, gp-reg-pat-prac-all.zip");
    }

    @Test
    void mendedEachIsPromoted() {
        assertThat(mended).hasSize(5);
        assertThat(mended.values()).containsOnly(ReleaseState.PROMOTED);
    }

    @Test
    void mendedAllOfItIsInTablesAndParts() throws SQLException, IOException {
        for (String publication : List.of("ae-monthly", "gp-registered-patients")) {
            ExpectedReleases expected = ExpectedReleases.read(
                    BundledManifests.FOLDER.resolve(publication).resolve("expected/sample.json"));

            LoadedReleases.in("PostgreSQL", "data.", stack::sql).verify(expected);
            LoadedReleases.in("Parquet", "", stack::duckdb).verify(expected);
        }
    }

    @Test
    void mendedNothingIsHeldAnyMore() {
        CommandRun status = status(folder.resolve("manifests"));

        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).doesNotContain("Held:").contains("superseded");
    }
}
