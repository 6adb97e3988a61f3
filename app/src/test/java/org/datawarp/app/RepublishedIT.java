package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published data appears again with changes: five years at once, or a file that is silently replaced. */
@Tag("slow")
class RepublishedIT {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);
    private static final List<Object> HEADINGS = List.of("Month", "Org Code", "Beds open", "Beds occupied");
    private static final String FIELDS = """
            period-kind: month
            fields:
              - {name: month, headings: [Month], role: period}
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

    private static final int FIVE_YEARS = 60;
    private static final int PROVIDERS = DriftingPublication.PROVIDERS.size();

    @TempDir
    private Path folder;

    private Path manifests;
    private DriftingPublication beds;
    private RunningStack stack;

    @BeforeEach
    void start() throws Exception {
        manifests = Files.createDirectories(folder.resolve("manifests"));
        beds = new DriftingPublication(manifests, "beds", FIELDS)
                .csv("Beds-April-2025.csv", HEADINGS, fiveYearsTo(YearMonth.of(2025, 4), 0));
        stack = RunningStack.start(folder.resolve("data"), manifests, "samples");
        assertThat(stack.load()).isEqualTo(Map.of("beds 2025-04", ReleaseState.PROMOTED));
    }

    @AfterEach
    void stop() throws Exception {
        stack.close();
    }

    /** @param revised by how much the figures of 2021 differ */
    private static List<List<Object>> fiveYearsTo(YearMonth last, int revised) {
        List<List<Object>> all = new ArrayList<>();
        for (YearMonth month = last.minusMonths(FIVE_YEARS - 1L); !month.isAfter(last); month = month.plusMonths(1)) {
            for (String provider : DriftingPublication.PROVIDERS) {
                List<Object> row = DriftingPublication.row(provider, month.getMonthValue());
                int occupied = (int) row.get(2) + (month.getYear() == 2021 ? revised : 0);
                all.add(List.of(month.format(MONTH), provider, row.get(1), occupied));
            }
        }
        return all;
    }

    private CommandRun run(String command, String... options) {
        List<String> all = new ArrayList<>(List.of(command, "beds"));
        all.addAll(List.of(options));
        all.addAll(List.of("--data-dir", stack.dataDirectory().toString(), "--manifests", manifests.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private ReleaseStatus latest(String release) {
        return stack.releases()
                .find(new PublicationName("beds"), new ReleaseName(release))
                .get(0);
    }

    private long revisions() throws Exception {
        return (long) stack.sql("SELECT count(*) FROM data.beds_beds_revisions WHERE _revision_kind = 'changed'")
                .get(0)
                .get(0);
    }

    @Test
    void fiveYearsThatComeAgainWithAnotherHeadingAreHeldRepairedAndTouchOnlyWhatIsRevised() throws Exception {
        List<Object> others = List.of("Month", "Org Code", "Beds open", "Occupied beds");
        beds.csv("Beds-May-2025.csv", others, fiveYearsTo(YearMonth.of(2025, 5), 3));

        assertThat(stack.load()).containsEntry("beds 2025-05", ReleaseState.HELD);
        Footprint held = Footprint.of(stack);
        CommandRun dry = run("repair", "--dry-run");
        assertThat(dry.out()).contains("a column has another heading").contains("Nothing was changed");
        assertThat(Footprint.of(stack)).isEqualTo(held);

        CommandRun repaired = run("repair", "--yes");
        assertThat(repaired.exitCode()).as(repaired.out() + repaired.err()).isZero();
        assertThat(latest("2025-05").counts())
                .isEqualTo(new ReleaseStatus.Counts(FIVE_YEARS * (long) PROVIDERS, 0, PROVIDERS, 12L * PROVIDERS, 0));
        assertThat(revisions()).isEqualTo(12L * PROVIDERS);
        assertThat(stack.catalog().version()).isEqualTo(held.version() + 1);

        Footprint visible = Footprint.of(stack);
        CommandRun replay = run("replay", "--release", "2025-05", "--dry-run");
        assertThat(replay.out()).contains("beds 2025-05: no row changes");
        assertThat(Footprint.of(stack)).isEqualTo(visible);
    }

    @Test
    void aFileThatIsReplacedInSilenceIsACorrectionOfWhatIsOtherAndCanBeTakenBack() throws Exception {
        beds.csv("Beds-April-2025.csv", HEADINGS, fiveYearsTo(YearMonth.of(2025, 4), 3));

        assertThat(stack.load()).containsEntry("beds 2025-04", ReleaseState.PROMOTED);
        assertThat(latest("2025-04").counts().updated()).isEqualTo(12L * PROVIDERS);
        assertThat(revisions()).isEqualTo(12L * PROVIDERS);

        Footprint before = Footprint.of(stack);
        CommandRun dry = run("rollback", "--release", "2025-04", "--dry-run");
        assertThat(dry.exitCode()).as(dry.out() + dry.err()).isZero();
        assertThat(Footprint.of(stack)).isEqualTo(before);
        CommandRun undone = run("rollback", "--release", "2025-04");
        assertThat(undone.exitCode()).as(undone.out() + undone.err()).isZero();
        assertThat(stack.sql("SELECT count(*) FROM data.beds_beds WHERE beds_occupied % 10 > 2"))
                .isEqualTo(stack.duckdb("SELECT count(*) FROM beds_beds WHERE beds_occupied % 10 > 2"));
    }

    @Test
    void aFileThatIsReplacedInSilenceByHalfOfItIsHeldAndPublishedOnRequestOnly() throws Exception {
        List<List<Object>> half = fiveYearsTo(YearMonth.of(2025, 4), 0).stream()
                .filter(row -> DriftingPublication.PROVIDERS.indexOf(String.valueOf(row.get(1))) < 3)
                .toList();
        beds.csv("Beds-April-2025.csv", HEADINGS, half);

        assertThat(stack.load()).containsEntry("beds 2025-04", ReleaseState.HELD);
        assertThat(latest("2025-04").reasons()).extracting(HoldReason::code).contains(HoldCode.SHRUNK);
        Footprint held = Footprint.of(stack);
        CommandRun dry = run("repair", "--dry-run");
        assertThat(dry.out()).contains("Nothing was changed");
        assertThat(Footprint.of(stack)).isEqualTo(held);
        assertThat(stack.sql("SELECT count(*) FROM data.beds_beds").get(0).get(0))
                .isEqualTo(FIVE_YEARS * (long) PROVIDERS);
    }
}
