package org.datawarp.streams.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.streams.release.HoldReasonAssert.assertReason;

import java.sql.SQLException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.streams.loader.GivenRows;
import org.datawarp.streams.loader.TestLoader;
import org.datawarp.streams.loader.TestManifests;
import org.datawarp.streams.loader.TestRelease;
import org.datawarp.streams.promotion.AttemptTransaction;
import org.datawarp.streams.promotion.ReleaseAttempt;
import org.datawarp.streams.release.DatasetResult;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.RepeatedSheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that several sheets of a release have count once, or the release is held. */
class SheetRepeatsIT {

    private static final Manifest WAITS = TestManifests.waits();
    private static final Manifest WITH_TOTAL = TestManifests.of(TestManifests.WAITS + """
            totals:
              - when: {provider: [England]}
                keep: true
            """);
    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));

    @AutoClose
    private final TestLoader loader = TestLoader.onNewDatabase();

    private static TestRelease release(String run) {
        return new TestRelease(WAITS, run, MARCH);
    }

    /** Providers {@code from} to {@code to}, the last one inclusive, in a sheet of their own. */
    private static TestRelease sheet(TestRelease release, int from, int to, IntFunction<@Nullable Object> patients) {
        release.sheet();
        IntStream.rangeClosed(from, to).forEach(i -> add(release, i, patients.apply(i)));
        return release;
    }

    private static TestRelease sheet(TestRelease release, int from, int to) {
        return sheet(release, from, to, i -> (long) i);
    }

    private static void add(TestRelease release, int provider, @Nullable Object patients) {
        release.row(MARCH, "R" + provider, "Name", patients, provider / 10.0, null);
    }

    private ReleaseStatus promoted(TestRelease release) throws SQLException {
        ReleaseStatus status = loader.load(release);
        assertThat(status.reasons()).isEmpty();
        assertThat(status.state()).isEqualTo(ReleaseState.PROMOTED);
        return status;
    }

    private List<String> sheets() throws SQLException {
        return loader.query("SELECT concat_ws(' ', _sheet, count(*), max(_occurrence))"
                + " FROM data.waits GROUP BY _sheet ORDER BY _sheet");
    }

    private static List<String> repeats(ReleaseStatus status) {
        return status.datasets().stream()
                .flatMap(dataset -> dataset.repeats().stream())
                .map(RepeatedSheet::toString)
                .toList();
    }

    @Test
    void takesTheFirstOfTwoEqualSheets() throws SQLException {
        ReleaseStatus status = promoted(sheet(sheet(release("1"), 1, 5), 1, 5));

        assertThat(sheets()).containsExactly("Table 1 5 1");
        assertThat(status.counts().rows()).isEqualTo(5);
        assertThat(repeats(status))
                .containsExactly("all 5 rows of waits.xlsx › Table 2 (sheet 2) are also in"
                        + " waits.xlsx › Table 1 (sheet 1), which comes first: taken from there");
    }

    @Test
    void reportsASheetThatWasNotTaken() throws SQLException {
        promoted(sheet(sheet(release("1"), 1, 5), 1, 5));

        assertThat(loader.events())
                .filteredOn(event -> event.type() == EventType.SHEET_REPEATED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.fact(Fact.DATASET)).isEqualTo("waits");
                    assertThat(event.number(Fact.ROWS)).isEqualTo(5);
                    assertThat(event.fact(Fact.MESSAGE)).contains("Table 2 (sheet 2)", "Table 1 (sheet 1)");
                });
    }

    @Test
    void countsEveryRowOfASheetThatWasNotTaken() throws SQLException {
        ReleaseStatus status = promoted(sheet(sheet(release("1"), 1, 5), 1, 5));

        long data = loader.number("SELECT sum(data) FROM datawarp.sheets WHERE run = '" + status.run() + "'");
        long repeated = status.datasets().get(0).repeats().get(0).rows();
        assertThat(data).isEqualTo(status.counts().rows() + repeated);
    }

    @Test
    void takesEqualRowsOnceInWhichOrderTheyCome() throws SQLException {
        TestRelease release = sheet(release("1"), 1, 5).sheet();
        IntStream.rangeClosed(1, 5).forEach(i -> add(release, 6 - i, (long) (6 - i)));

        promoted(release);

        assertThat(sheets()).containsExactly("Table 1 5 1");
    }

    @Test
    void takesNumbersOnceThatDifferBehindTheirFifteenthDigit() throws SQLException {
        TestRelease release = release("1");
        for (double share : new double[] {0.3, 0.1 + 0.2}) {
            release.sheet().row(MARCH, "RAL", "Name", 1L, share, null);
        }

        promoted(release);

        assertThat(sheets()).containsExactly("Table 1 1 1");
    }

    @Test
    void takesAPartFromTheSheetThatHasMore() throws SQLException {
        ReleaseStatus status = promoted(sheet(sheet(release("1"), 2, 4), 1, 9));

        assertThat(sheets()).containsExactly("Table 2 9 1");
        assertThat(repeats(status)).singleElement().asString().contains("Table 2 (sheet 2), which has more:");
    }

    @Test
    void takesTheWholeInsteadOfItsParts() throws SQLException {
        ReleaseStatus status = promoted(sheet(sheet(sheet(release("1"), 1, 5), 1, 9), 6, 9));

        assertThat(sheets()).containsExactly("Table 2 9 1");
        assertThat(repeats(status)).hasSize(2);
    }

    @Test
    void takesASheetFromSeveralThatHaveItsRowsTogether() throws SQLException {
        ReleaseStatus status = promoted(sheet(sheet(sheet(release("1"), 6, 15), 1, 10), 11, 20));

        assertThat(sheets()).containsExactly("Table 2 10 1", "Table 3 10 1");
        assertThat(repeats(status))
                .singleElement()
                .asString()
                .contains("Table 2 (sheet 2), waits.xlsx › Table 3 (sheet 3), which have more together:");
    }

    @Test
    void takesEachOfSeveralSheetsOnceThoughTheyShareATotal() throws SQLException {
        TestRelease release = new TestRelease(WITH_TOTAL, "1", MARCH);
        for (int file = 0; file < 2; file++) {
            sheet(release, 1, 5).total(MARCH, "England", null, 15L, null, null);
            sheet(release, 6, 10).total(MARCH, "England", null, 40L, null, null);
        }

        ReleaseStatus status = promoted(release);

        assertThat(sheets()).containsExactly("Table 1 6 1", "Table 2 6 2");
        assertThat(repeats(status)).hasSize(2);
    }

    @Test
    void holdsTheSameRowsDividedAmongSheetsInTwoWays() throws SQLException {
        TestRelease release = sheet(sheet(sheet(sheet(release("1"), 1, 6), 7, 10), 1, 3), 4, 10);

        assertReason(
                loader.held(release),
                HoldCode.REPEATED_SHEET,
                "waits, waits.xlsx › Table 1 (sheet 1)",
                "3 of its 6 rows again in waits.xlsx › Table 4 (sheet 4), 3 with the same values");
    }

    @Test
    void holdsASheetThatHasOtherValuesUnderTheSameKeys() throws SQLException {
        TestRelease release = sheet(sheet(release("1"), 1, 10), 1, 10, i -> i == 3 ? 300L : i);

        assertReason(
                loader.held(release),
                HoldCode.REPEATED_SHEET,
                "waits, waits.xlsx › Table 2 (sheet 2)",
                "10 of its 10 rows again in waits.xlsx › Table 1 (sheet 1), 9 with the same values and 1 with others");
    }

    @Test
    void holdsARevisionWithSomeRowsMoreAndSomeFewer() throws SQLException {
        TestRelease release = sheet(sheet(release("1"), 1, 20), 3, 22, i -> i + 100L);

        assertReason(
                loader.held(release),
                HoldCode.REPEATED_SHEET,
                "18 of its 20 rows again in waits.xlsx › Table 1 (sheet 1), 0 with the same values and 18 with others");
    }

    @Test
    void holdsARevisionThatIsDividedOtherwise() throws SQLException {
        TestRelease release = sheet(sheet(sheet(release("1"), 1, 12), 13, 20), 7, 16, i -> i + 100L);

        assertReason(
                loader.held(release),
                HoldCode.REPEATED_SHEET,
                "10 of its 10 rows again in waits.xlsx › Table 1 (sheet 1), waits.xlsx › Table 2 (sheet 2)");
    }

    @Test
    void promotesSheetsThatHaveNoKeyInCommon() throws SQLException {
        ReleaseStatus status = promoted(sheet(sheet(release("1"), 1, 5), 6, 10));

        assertThat(sheets()).containsExactly("Table 1 5 1", "Table 2 5 1");
        assertThat(repeats(status)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {15, 40})
    void promotesSheetsThatShareATotalOnly(long other) throws SQLException {
        TestRelease release = new TestRelease(WITH_TOTAL, "1", MARCH);
        sheet(release, 1, 5).total(MARCH, "England", null, 15L, null, null);
        sheet(release, 6, 10).total(MARCH, "England", null, 40L, null, null);

        ReleaseStatus status = promoted(release);

        assertThat(status.counts().rows()).isEqualTo(12);
        assertThat(repeats(status)).isEmpty();
    }

    @Test
    void keepsExactRepeatsWithinASheet() throws SQLException {
        TestRelease release = release("1");
        for (int sheet = 0; sheet < 2; sheet++) {
            sheet(release, 1, 3);
            add(release, 3, 3L);
        }

        promoted(release);

        assertThat(sheets()).containsExactly("Table 1 4 2");
    }

    /** The key says nothing about rows that it does not distinguish within their own sheet. */
    @Test
    void promotesSheetsWhoseKeyTellsNoRowsApart() throws SQLException {
        TestRelease release = release("1");
        for (int sheet = 0; sheet < 2; sheet++) {
            release.sheet();
            for (int i = 0; i < 10; i++) {
                release.row(MARCH, "RAL", "Name " + sheet + i, 1L, null, null);
            }
        }

        ReleaseStatus status = promoted(release);

        assertThat(status.counts().rows()).isEqualTo(20);
        assertThat(repeats(status)).isEmpty();
    }

    @Test
    void doesNotMindWhatIsNotPublished() throws SQLException {
        Manifest checked = TestManifests.of(TestManifests.WAITS + """
                totals:
                  - when: {provider: [England]}
                """);
        TestRelease release = new TestRelease(checked, "1", MARCH);
        for (int sheet = 0; sheet < 2; sheet++) {
            sheet(release, 1, 3).total(MARCH, "England", null, 6L, null, null);
        }

        promoted(release);

        assertThat(sheets()).containsExactly("Table 1 3 1");
    }

    @Test
    void takesAnotherDatasetsRowsOfTheSameSheet() throws SQLException {
        Manifest two =
                TestManifests.of(TestManifests.WAITS, TestManifests.WAITS.replace("dataset: waits", "dataset: more"));
        int waits = two.datasets().get(0).name().value().equals("waits") ? 0 : 1;
        TestRelease release = new TestRelease(two, "1", MARCH);
        for (int sheet = 0; sheet < 2; sheet++) {
            release.sheet();
            for (int i = 0; i < 3; i++) {
                release.rowOf(waits, MARCH, "R" + i, "Name", 1L, null, null);
                release.rowOf(1 - waits, MARCH, "R" + sheet + i, "Name", 1L, null, null);
            }
        }

        promoted(release);

        assertThat(sheets()).containsExactly("Table 1 3 1");
        assertThat(loader.number("SELECT count(*) FROM data.more")).isEqualTo(6);
    }

    @Test
    void namesNoHeadingOfASheetThatWasNotTaken() throws SQLException {
        TestRelease release = release("1");
        release.sheet().heading("patients", "Patients (part)");
        IntStream.rangeClosed(2, 3).forEach(i -> add(release, i, (long) i));
        release.sheet().heading("patients", "Patients");
        IntStream.rangeClosed(1, 5).forEach(i -> add(release, i, (long) i));

        ReleaseStatus status = promoted(release);

        assertThat(loader.query("SELECT heading FROM datawarp.headings WHERE run = ?", status.run()))
                .containsExactly("Patients");
    }

    @Test
    void findsNothingToDoWhenEqualSheetsAreLoadedAgain() throws SQLException {
        promoted(sheet(sheet(release("1"), 1, 5), 1, 5));

        ReleaseStatus again = loader.load(sheet(sheet(release("2").at("2025-05-02T00:00:00Z"), 1, 5), 1, 5));

        assertThat(again.state()).isEqualTo(ReleaseState.UNCHANGED);
        assertThat(again.datasets()).singleElement().satisfies(result -> {
            assertThat(result.changes()).isZero();
            assertThat(result.repeats()).hasSize(1);
        });
    }

    @Test
    void changesNothingWhenASecondFileOfTheSameRowsAppears() throws SQLException {
        promoted(sheet(release("1"), 1, 5));

        ReleaseStatus again = loader.load(sheet(sheet(release("2").at("2025-05-02T00:00:00Z"), 1, 5), 1, 5));

        assertThat(again.datasets()).extracting(DatasetResult::changes).containsExactly(0L);
    }

    @Test
    void decidesTheSameWhenTheReleaseIsAppliedAgain() throws SQLException {
        TestRelease raw = sheet(sheet(release("1"), 1, 5), 1, 5);
        ReleaseStatus source = promoted(raw);

        try (AttemptTransaction transaction =
                AttemptTransaction.open(loader.database(), event -> {}, InstantSource.fixed(TestLoader.NOW))) {
            ReleaseAttempt attempt = transaction.begin(source, WAITS, "00000000000000aa");
            GivenRows.give(raw, attempt);

            assertThat(attempt.preview().changes()).isZero();
            attempt.apply();
            ReleaseStatus replayed = transaction.commit().get(0);

            assertThat(replayed.state()).isEqualTo(ReleaseState.UNCHANGED);
            assertThat(repeats(replayed)).isEqualTo(repeats(source));
        }
    }

    @Test
    void namesAllOfManyEqualSheets() throws SQLException {
        TestRelease release = release("1");
        List<String> expected = new ArrayList<>();
        for (int sheet = 1; sheet <= 12; sheet++) {
            sheet(release, 1, 4);
            expected.add("(sheet " + sheet + ")");
        }
        expected.remove(0);

        ReleaseStatus status = promoted(release);

        assertThat(sheets()).containsExactly("Table 1 4 1");
        assertThat(String.join("\n", repeats(status))).contains(expected);
    }

    @Test
    void countsRejectedRowsOfASheetThatWasNotTakenForItsDataset() throws SQLException {
        TestRelease release = sheet(sheet(release("1"), 1, 5), 1, 5).rows(RowKind.REJECTED, 5);

        assertReason(
                loader.held(release), HoldCode.TOO_MANY_REJECTED, "waits: found 5 of 15 rows rejected", "at most 10 %");
    }
}
