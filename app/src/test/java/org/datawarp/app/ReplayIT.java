package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.app.DriftingPublication.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with visible releases: correct manifests, apply them again, roll back, and query the past. */
class ReplayIT {

    private static final String APRIL = "2025-04";
    private static final List<Object> HEADINGS = List.of("Org Code", "Beds open", "Beds occupied");

    private static final String FIELDS = """
            max-rejected: 0.5
            fields:
              - {name: org_code, headings: [Org Code], role: key}
              - {name: beds_open, headings: [Beds open], type: integer, role: measure}
              - {name: beds_occupied, headings: [Beds occupied], type: integer, role: measure}
            """;

    @TempDir
    private static Path folder;

    private static Path manifests;
    private static RunningStack stack;
    private static DriftingPublication marked;
    private static DriftingPublication together;
    private static DriftingPublication revised;

    @BeforeAll
    static void publish() throws IOException, InterruptedException, TimeoutException {
        manifests = Files.createDirectories(folder.resolve("manifests"));
        marked = new DriftingPublication(manifests, "marked", FIELDS)
                .csv("Beds-March-2025.csv", HEADINGS, rows(3))
                .csv("Beds-April-2025.csv", HEADINGS, withMarks(rows(4)));
        together = new DriftingPublication(manifests, "together", FIELDS)
                .csv("Beds-March-2025.csv", HEADINGS, rows(3))
                .csv("Beds-April-2025.csv", HEADINGS, rows(4));
        revised = new DriftingPublication(manifests, "revised", FIELDS)
                .csv("Beds-March-2025.csv", HEADINGS, rows(3))
                .csv("Beds-April-2025.csv", HEADINGS, rows(4));
        stack = RunningStack.start(folder.resolve("data"), manifests, "samples");
        assertThat(stack.load().values()).containsOnly(ReleaseState.PROMOTED);
    }

    private static List<List<Object>> withMarks(List<List<Object>> rows) {
        List<List<Object>> all = new ArrayList<>(rows);
        all.set(1, List.of("RBB", 114, "[z]"));
        all.set(5, List.of("RFF", 154, "[z]"));
        return all;
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        stack.close();
    }

    private static CommandRun run(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--data-dir", stack.dataDirectory().toString(), "--manifests", manifests.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static CommandRun runWell(String... command) {
        CommandRun run = run(command);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return run;
    }

    private static void edit(DriftingPublication publication, String before, String after) throws IOException {
        Path manifest = publication.manifest(manifests);
        assertThat(manifest).content().contains(before);
        Files.writeString(manifest, Files.readString(manifest).replace(before, after));
    }

    @Test
    void showsRejectionsByCauseAndReadsThemAgainOnceTheManifestIsMended() throws Exception {
        CommandRun rejections = run("rejections", marked.name());
        assertThat(rejections.exitCode()).isEqualTo(1);
        assertThat(rejections.out())
                .contains("marked marked_beds.beds_occupied: unreadable-number, found like [a], 2 times in " + APRIL)
                .contains("Beds-April-2025.csv");
        Matcher fingerprint = Pattern.compile("(?m)^([0-9a-f]{8})  ").matcher(rejections.out());
        assertThat(fingerprint.find()).isTrue();

        Files.writeString(marked.manifest(manifests), "marks: {\"[z]\": No such beds}\n", StandardOpenOption.APPEND);
        Footprint before = Footprint.of(stack);
        CommandRun dry = runWell("manifests", "apply", "--dry-run");
        assertThat(dry.out())
                .contains("+ marks: {\"[z]\": No such beds}")
                .contains("2 of 2 loaded releases may be read otherwise")
                .contains("marked_beds: the column beds_open, the column beds_occupied, marks")
                .contains("./datawarp replay marked --from 2025-03 --to 2025-04 --dry-run")
                .contains("Nothing was changed.");
        assertThat(runWell("manifests", "apply", marked.name()).out()).contains("In force");
        assertThat(runWell("manifests", "apply", marked.name()).out()).contains("Every manifest is in force");
        assertThat(Footprint.of(stack))
                .as("a manifest alone changes no release")
                .isEqualTo(before);

        CommandRun replay = runWell("replay", "--rejected", fingerprint.group(1));
        assertThat(replay.out()).contains("marked 2025-04 is visible").doesNotContain("marked 2025-03");
        assertThat(stack.sql("SELECT org_code, beds_open, beds_occupied_status FROM data.marked_beds"
                                + " WHERE beds_occupied IS NULL ORDER BY 1")
                        .toString())
                .isEqualTo("[[RBB, 114, [z]], [RFF, 154, [z]]]");
        assertThat(run("rejections", marked.name()).out()).contains("Nothing is rejected");
    }

    @Test
    void appliesAllReleasesInOneVersionAndKeepsWhatReadersUse() throws Exception {
        Path reader = Files.createDirectories(manifests.resolve("readers")).resolve("board.yaml");
        Files.writeString(reader, """
                reader: Board report
                contact: board@trust.example
                uses:
                  - {dataset: together_beds, columns: [org_code, {name: beds_open, type: integer}]}
                """);
        String manifest = Files.readString(together.manifest(manifests));
        edit(together, "name: beds_open", "name: open_beds");
        CommandRun refused = run("manifests", "apply");
        Files.writeString(together.manifest(manifests), manifest);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("together_beds has no column beds_open; Board report uses it, ask board@trust.example first");

        long version = stack.catalog().version();
        Path swapped = folder.resolve(together.dataset() + ".yaml");
        Files.writeString(
                swapped,
                manifest.replace("[Beds open]", "[Beds X]")
                        .replace("[Beds occupied]", "[Beds open]")
                        .replace("[Beds X]", "[Beds occupied]"));
        CommandRun run = runWell("replay", together.name(), "--atomic", "--manifest", swapped.toString());

        assertThat(run.out()).contains("together 2025-03 is visible").contains("together 2025-04 is visible");
        assertThat(stack.catalog().version()).isEqualTo(version + 1);
        assertThat(sums(together)).isEqualTo("[[2025-03, 944], [2025-04, 952]]");
        assertThat(together.manifest(manifests)).hasSameTextualContentAs(swapped);
        Files.delete(reader);
    }

    private static String sums(DriftingPublication publication) throws SQLException {
        return stack.sql("SELECT _release, sum(beds_open) FROM data.%s GROUP BY 1 ORDER BY 1"
                        .formatted(publication.dataset()))
                .toString();
    }

    private static String published(String select) throws Exception {
        return stack.duckdb(select).toString();
    }

    @Test
    void showsWhatWasRevisedWhatWasSeenBeforeAndGoesBack() throws Exception {
        CatalogRelease first = release(APRIL);
        Instant before = Instant.now();
        revised.csv("Beds-April-2025.csv", HEADINGS, rows(5).subList(0, 7));
        assertThat(stack.load()).containsEntry("revised 2025-04", ReleaseState.PROMOTED);

        CommandRun revisions = runWell("revisions", revised.dataset(), "--key", "org_code=RAL", "--format", "csv");
        assertThat(revisions.lines()).hasSize(3);
        assertThat(revisions.out())
                .contains("changed,2025-04-01,2025-04-30,RAL,beds_occupied,84,85,Beds-April-2025.csv,")
                .contains("changed,2025-04-01,2025-04-30,RAL,beds_open,104,105,Beds-April-2025.csv,");
        String sum = "SELECT count(*) AS rows, sum(beds_open) AS beds FROM revised_beds WHERE _release = '2025-04'";
        assertThat(runWell("query", "--format", "csv", sum).lines()).containsExactly("rows,beds", "7,945");
        assertThat(runWell("query", "--as-of", before.toString(), "--format", "csv", sum)
                        .lines())
                .containsExactly("rows,beds", "8,1112");
        assertThat(runWell("query", "--as-of", "2025-01-01", "--format", "csv", sum)
                        .lines())
                .containsExactly("rows,beds", "0,");

        assertThat(runWell("rollback", revised.dataset(), "--dry-run").out())
                .contains("1 rows added, 7 changed, 0 gone")
                .contains("Nothing was changed.");
        runWell("rollback", revised.dataset());
        assertThat(sums(revised)).isEqualTo("[[2025-03, 1104], [2025-04, 1112]]");
        assertThat(published("SELECT count(*), sum(beds_open) FROM revised_beds WHERE _release = '2025-04'"))
                .isEqualTo("[[8, 1112]]");
        assertThat(release(APRIL).files()).isEqualTo(first.files());

        assertThat(stack.load()).as("a later look").containsEntry("revised 2025-04", ReleaseState.WITHDRAWN);
        CommandRun again = run("load", revised.name(), "--release", APRIL, "--again");
        assertThat(again.out()).contains("rolled-back");
        assertThat(stack.releases()
                        .find(new PublicationName(revised.name()), new ReleaseName(APRIL))
                        .get(0)
                        .reasons())
                .extracting(HoldReason::code)
                .containsExactly(HoldCode.ROLLED_BACK);
        assertThat(sums(revised)).isEqualTo("[[2025-03, 1104], [2025-04, 1112]]");
        runWell("repair", revised.name(), "--release", APRIL, "--yes");
        assertThat(sums(revised)).isEqualTo("[[2025-03, 1104], [2025-04, 945]]");
    }

    private static CatalogRelease release(String name) throws IOException {
        return stack.catalog().datasets().stream()
                .filter(dataset -> dataset.dataset().value().equals(revised.dataset()))
                .map(CatalogDataset::releases)
                .flatMap(List::stream)
                .filter(release -> release.release().value().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
