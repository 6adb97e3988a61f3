package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.app.DriftingPublication.rows;
import static org.datawarp.app.DriftingPublication.table;
import static org.datawarp.app.Drifts.halves;
import static org.datawarp.app.Drifts.lower;
import static org.datawarp.app.Drifts.marked;
import static org.datawarp.app.Drifts.noted;
import static org.datawarp.app.Drifts.with;
import static org.datawarp.app.Drifts.withLast;
import static org.datawarp.app.Drifts.withoutLast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
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

/**
 * A publisher's change holds a release; repair says what it was. With a corrected manifest, the release becomes visible
 * from its raw rows: nothing is fetched or sent again, and no other dataset is touched.
 */
@Tag("slow")
class RepairIT {

    private static final String MARCH = "2025-03";
    private static final String APRIL = "2025-04";

    private static final List<Object> HEADINGS = List.of("Org Code", "Beds open", "Beds occupied");

    private static final String FIELDS = """
            fields:
              # The code, not the name: names change.
              - name: org_code
                headings: Org Code
                role: key
              - {name: beds_open, headings: [Beds open], type: integer, role: measure}
              - name: beds_occupied
                headings:
                  - Beds occupied
                type: integer
                role: measure
            """;

    @TempDir
    private static Path folder;

    private static Path manifests;
    private static RunningStack stack;
    private static Map<String, ReleaseState> loaded;

    private static DriftingPublication sheet;
    private static DriftingPublication heading;
    private static DriftingPublication column;
    private static DriftingPublication renamed;
    private static DriftingPublication gone;
    private static DriftingPublication mark;
    private static DriftingPublication type;
    private static DriftingPublication split;
    private static DriftingPublication lost;
    private static DriftingPublication kept;

    @BeforeAll
    static void publish() throws IOException, InterruptedException, TimeoutException {
        manifests = Files.createDirectories(folder.resolve("manifests"));
        sheet = drifting("drift-sheet", "sources:\n  # Table 2 has the same headings.\n  - sheet: Table 1\n" + FIELDS)
                .workbook("Beds-March-2025.xls", Map.of("Table 1", table(HEADINGS, rows(3))))
                .workbook("Beds-April-2025.xls", Map.of("Table 1a", table(HEADINGS, rows(4))));
        heading = drifting("drift-heading", "heading-at: 3\nheading-rows: 1\n" + FIELDS)
                .workbook("Beds-March-2025.xls", Map.of("Beds", table(HEADINGS, rows(3))))
                .workbook("Beds-April-2025.xls", Map.of("Beds", lower(table(HEADINGS, rows(4)))));
        column = drifting("drift-column", "drift: freeze\n" + FIELDS)
                .csv("Beds-March-2025.csv", HEADINGS, rows(3))
                .csv("Beds-April-2025.csv", with(HEADINGS, "Beds closed"), withLast(rows(4), 7));
        renamed = drifting("drift-renamed", FIELDS)
                .csv("Beds-March-2025.csv", HEADINGS, rows(3))
                .csv("Beds-April-2025.csv", List.of("Provider Code", "Beds open", "Beds occupied"), rows(4));
        gone = drifting("drift-gone", FIELDS)
                .csv("Beds-March-2025.csv", HEADINGS, rows(3))
                .csv("Beds-April-2025.csv", HEADINGS.subList(0, 2), withoutLast(rows(4)));
        mark = drifting("drift-mark", FIELDS + "marks:\n  \"*\": Suppressed # since 2019\n")
                .workbook("Beds-March-2025.xls", Map.of("Beds", table(HEADINGS, rows(3))))
                .workbook("Beds-April-2025.xls", Map.of("Beds", noted(table(HEADINGS, marked(rows(4))))));
        type = drifting("drift-type", FIELDS)
                .csv("Beds-March-2025.csv", HEADINGS, rows(3))
                .csv("Beds-April-2025.csv", HEADINGS, halves(rows(4)));
        split = drifting("drift-split", "sources:\n  - file: Beds-England-*.csv\n" + FIELDS)
                .csv("Beds-England-March-2025.csv", HEADINGS, rows(3))
                .csv("Beds-North-April-2025.csv", HEADINGS, rows(4).subList(0, 4))
                .csv("Beds-South-April-2025.csv", HEADINGS, rows(4).subList(4, 8));
        lost = drifting("drift-lost", "drift: freeze\n" + FIELDS)
                .csv("Beds-March-2025.csv", HEADINGS, rows(3))
                .csv("Beds-April-2025.csv", with(HEADINGS, "Beds closed"), withLast(rows(4), 7));
        kept = drifting("kept", FIELDS)
                .csv("Beds-March-2025.csv", HEADINGS, rows(3))
                .csv("Beds-April-2025.csv", with(HEADINGS, "Beds occupied (all)"), withLast(rows(4), 1));
        stack = RunningStack.start(folder.resolve("data"), manifests, "samples");
        loaded = stack.load();
    }

    private static DriftingPublication drifting(String name, String dataset) throws IOException {
        return new DriftingPublication(manifests, name, dataset);
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        stack.close();
    }

    @Test
    void holdsEachReleaseThatDriftedAndNoOther() {
        Map<String, ReleaseState> expected = new TreeMap<>();
        for (DriftingPublication publication :
                List.of(sheet, heading, column, renamed, gone, mark, type, split, lost)) {
            expected.put(publication.name() + " " + MARCH, ReleaseState.PROMOTED);
            expected.put(publication.name() + " " + APRIL, ReleaseState.HELD);
        }
        expected.put(kept.name() + " " + MARCH, ReleaseState.PROMOTED);
        expected.put(kept.name() + " " + APRIL, ReleaseState.PROMOTED);
        assertThat(loaded).containsExactlyEntriesOf(expected);
    }

    @Test
    void findsARenamedSheet() throws Exception {
        Repaired repaired = repair(sheet);

        assertThat(repaired.run().out())
                .contains("the sheet has another name")
                .contains("expected  sheet \"Table 1\"")
                .contains("Beds-April-2025.xls › Table 1a")
                .contains("100 % of its 8 keys are those of the release before")
                .contains("+   - sheet: Table 1a")
                .contains("org_code RAL, beds_open 103 → 104")
                .contains("The release before, read with it, stays as it is.");
        repaired.verify(rows(4));
        assertThat(Files.readString(sheet.manifest(manifests)))
                .contains("  # Table 2 has the same headings.\n  - sheet: Table 1\n  - sheet: Table 1a\nfields:");

        Map<TopicPartition, Long> raw = RepairSurroundings.rawEnds(stack, sheet);
        assertThat(stack.load()).containsEntry(sheet.name() + " " + APRIL, ReleaseState.PROMOTED);
        assertThat(RepairSurroundings.rawEnds(stack, sheet))
                .as("a corrected dataset has nothing published again")
                .isEqualTo(raw);
    }

    @Test
    void findsAMovedHeading() throws Exception {
        Repaired repaired = repair(heading);

        assertThat(repaired.run().out()).contains("the headings are elsewhere").contains("- heading-at: 3");
        repaired.verify(rows(4));
    }

    @Test
    void findsANewColumn() throws Exception {
        Repaired repaired = repair(column);

        assertThat(repaired.run().out())
                .contains("there is a new column")
                .contains("\"Beds closed\"")
                .contains("+   - name: beds_closed")
                .contains("optional: true");
        repaired.verify(rows(4));
        assertThat(stack.sql(
                        "SELECT DISTINCT _release, beds_closed FROM data.%s ORDER BY 1".formatted(column.dataset())))
                .containsExactly(nullable(MARCH, null), nullable(APRIL, 7L));
    }

    private static List<@Nullable Object> nullable(@Nullable Object one, @Nullable Object other) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(one);
        row.add(other);
        return row;
    }

    @Test
    void findsARenamedColumn() throws Exception {
        Repaired repaired = repair(renamed);

        assertThat(repaired.run().out())
                .contains("a column has another heading")
                .contains("it is where that column was, column 1")
                .contains("100 % of its values are those of the release before")
                .contains("+     headings: [Provider Code, Org Code]");
        repaired.verify(rows(4));
        assertThat(Files.readString(renamed.manifest(manifests))).contains("# The code, not the name: names change.");
    }

    @Test
    void findsANewMark() throws Exception {
        Repaired repaired = repair(mark);

        assertThat(repaired.run().out())
                .contains("there is a new mark in place of figures")
                .contains("the file says: The provider has no such beds")
                .contains("+   \"[z]\": The provider has no such beds");
        assertThat(Files.readString(mark.manifest(manifests))).contains("\"*\": Suppressed # since 2019\n");
        List<List<Object>> figures = new ArrayList<>(rows(4));
        figures.set(1, List.of("RBB", "[z]", "[z]"));
        figures.set(5, List.of("RFF", 154, "[z]"));
        repaired.verify(
                figures,
                "coalesce(beds_open::text, beds_open_status)",
                "coalesce(beds_occupied::text, beds_occupied_status)");
    }

    @Test
    void findsAColumnThatHasFractionsNow() throws Exception {
        Repaired repaired = repair(type);

        assertThat(repaired.run().out()).contains("a column has other values").contains("type: number");
        repaired.verify(halves(rows(4)));
    }

    @Test
    void findsATableThatWasSplit() throws Exception {
        Repaired repaired = repair(split);

        assertThat(repaired.run().out())
                .contains("the table is split over several sheets or files")
                .contains("+   - file: \"Beds-North-*.csv\"")
                .contains("+   - file: \"Beds-South-*.csv\"");
        repaired.verify(rows(4));
    }

    @Test
    void leavesAColumnThatIsGoneToAPersonAndThenTakesWhatTheyWrote() throws Exception {
        RepairSurroundings before = RepairSurroundings.of(stack, gone);

        CommandRun dry = run("repair", gone, "--dry-run");
        CommandRun unsure = run("repair", gone, "--yes");

        assertThat(dry.exitCode()).isEqualTo(1);
        assertThat(dry.out()).contains("With it the release gives").contains("Nothing was changed");
        assertThat(unsure.exitCode()).isEqualTo(1);
        assertThat(unsure.out())
                .contains("a column is not published any more")
                .contains("{text: Beds occupied, until: 2025-03-31}")
                .contains("stays held");
        assertThat(RepairSurroundings.of(stack, gone)).isEqualTo(before);

        Path manifest = gone.manifest(manifests);
        Files.writeString(
                manifest,
                Files.readString(manifest).replace("- Beds occupied", "- {text: Beds occupied, until: 2025-03-31}"));
        CommandRun byHand = run("repair", gone, "--yes");

        assertThat(byHand.out()).contains("Its manifest was changed since, and reads it.");
        new Repaired(gone, before, byHand).verify(withoutLast(rows(4)));
    }

    @Test
    void replaysAVisibleReleaseAndTellsWhatChanges() throws Exception {
        Path mended = Files.writeString(
                folder.resolve(kept.dataset() + ".yaml"),
                Files.readString(kept.manifest(manifests)).replace("[Beds open]", "[Beds occupied (all), Beds open]"));
        Footprint before = Footprint.of(stack);
        Map<TopicPartition, Long> raw = RepairSurroundings.rawEnds(stack, kept);

        CommandRun dry = run("replay", kept, "--release", APRIL, "--manifest", mended.toString(), "--dry-run");
        assertThat(dry.exitCode()).as(dry.out() + dry.err()).isZero();
        assertThat(dry.out())
                .contains("0 rows added, 8 changed, 0 gone")
                .contains("changed columns: beds_open (8 rows)")
                .contains("2025-04-01 to 2025-04-30: 0 added, 8 changed, 0 gone")
                .contains("org_code RAL, beds_occupied 84: beds_open 104 → 1");
        assertThat(Footprint.of(stack)).isEqualTo(before);

        CommandRun run = run("replay", kept, "--release", APRIL, "--manifest", mended.toString());
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(stack.sql("SELECT _release, sum(beds_open) FROM data.%s GROUP BY _release ORDER BY _release"
                                .formatted(kept.dataset()))
                        .toString())
                .isEqualTo("[[2025-03, 1104], [2025-04, 8]]");
        assertThat(stack.catalog().version()).isEqualTo(before.version() + 1);
        assertThat(RepairSurroundings.rawEnds(stack, kept)).isEqualTo(raw);
        assertThat(Files.readString(kept.manifest(manifests))).isEqualTo(Files.readString(mended));
    }

    @Test
    void readsTheArchiveWhenTheRawRowsAreGoneAndSaysWhatToDoWhenThatIsGoneToo() throws Exception {
        try (Admin admin = Admin.create(stack.endpoints().kafkaProperties())) {
            Map<TopicPartition, RecordsToDelete> all = new LinkedHashMap<>();
            RepairSurroundings.rawEnds(stack, lost)
                    .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
            admin.deleteRecords(all).all().get();
        }
        Path archive = folder.resolve("data").resolve("archive");
        Path away = folder.resolve("archive-elsewhere");

        Files.move(archive, away);
        CommandRun without = run("repair", lost, "--yes");
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.out()).contains("./datawarp load drift-lost --release 2025-04 --again");

        try (Stream<Path> emptied = Files.walk(archive)) {
            emptied.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
        Files.move(away, archive);
        new Repaired(lost, RepairSurroundings.of(stack, lost), run("repair", lost, "--yes")).verify(rows(4));
    }

    private static CommandRun run(String command, DriftingPublication publication, String... options) {
        List<String> all = new ArrayList<>(List.of(command, publication.name()));
        all.addAll(List.of(options));
        all.addAll(List.of("--data-dir", stack.dataDirectory().toString(), "--manifests", manifests.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    /** Repairs a publication, having seen that its release is held. */
    private static Repaired repair(DriftingPublication publication) throws Exception {
        assertThat(attempts(publication).get(0).reasons()).isNotEmpty();
        RepairSurroundings before = RepairSurroundings.of(stack, publication);
        return new Repaired(publication, before, run("repair", publication, "--yes"));
    }

    private static List<ReleaseStatus> attempts(DriftingPublication publication) {
        return stack.releases().find(new PublicationName(publication.name()), new ReleaseName(APRIL));
    }

    private record Repaired(DriftingPublication publication, RepairSurroundings before, CommandRun run) {

        /** The release is visible with these rows, in one version of the catalogue, and nothing else was touched. */
        void verify(List<List<Object>> rows) throws Exception {
            verify(rows, "beds_open", "beds_occupied");
        }

        void verify(List<List<Object>> rows, String open, String occupied) throws Exception {
            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            List<ReleaseStatus> attempts = attempts(publication);
            assertThat(attempts)
                    .extracting(ReleaseStatus::state)
                    .containsExactly(ReleaseState.PROMOTED, ReleaseState.SUPERSEDED);
            String query = "SELECT concat_ws('|', org_code, %s, %s) FROM %s WHERE _release = '%s' ORDER BY 1";
            List<String> expected = rows.stream()
                    .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining("|")))
                    .toList();
            assertThat(texts(stack.sql(query.formatted(open, occupied, "data." + publication.dataset(), APRIL))))
                    .containsExactlyElementsOf(expected);
            assertThat(texts(stack.duckdb(query.replace("::text", "::varchar")
                            .formatted(open, occupied, publication.dataset(), APRIL))))
                    .hasSize(expected.size());
            RepairSurroundings after = RepairSurroundings.of(stack, publication);
            assertThat(after.raw()).as("raw rows").isEqualTo(before.raw());
            assertThat(after.archive()).as("fetched files").isEqualTo(before.archive());
            assertThat(after.otherTables()).as("other datasets").isEqualTo(before.otherTables());
            assertThat(after.version()).as("catalogue version").isEqualTo(before.version() + 1);
        }

        private static List<String> texts(List<List<@Nullable Object>> rows) {
            return rows.stream().map(row -> String.valueOf(row.get(0))).toList();
        }
    }

    @Test
    void tellsWhyEachIsHeld() {
        assertThat(attempts(gone))
                .last()
                .satisfies(attempt -> assertThat(attempt.reasons())
                        .extracting(HoldReason::code)
                        .contains(HoldCode.MISSING_DATASET));
        assertThat(attempts(sheet))
                .last()
                .satisfies(attempt -> assertThat(attempt.reasons())
                        .singleElement()
                        .satisfies(reason -> assertThat(reason.toString())
                                .contains("no sheet of such a name among 1: Beds-April-2025.xls › Table 1a")
                                .contains("expected sheet \"Table 1\" of a file \"*\"")
                                .contains("./datawarp repair")));
    }
}
