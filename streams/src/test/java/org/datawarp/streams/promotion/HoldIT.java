package org.datawarp.streams.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datawarp.streams.release.HoldReasonAssert.assertReason;

import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Arrays;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.UnreadableFile;
import org.datawarp.streams.loader.TestLoader;
import org.datawarp.streams.loader.TestManifests;
import org.datawarp.streams.loader.TestRelease;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.RefusedReleaseException;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each reason for which a release is held; nothing of a held release is visible. */
class HoldIT {

    private static final Manifest WAITS = TestManifests.waits();
    private static final Manifest WITH_TOTAL = TestManifests.of(TestManifests.WAITS + """
            totals:
              - when: {provider: [England]}
            """);
    private static final Period FEBRUARY = Period.month(YearMonth.of(2025, 2));
    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));

    @AutoClose
    private final TestLoader loader = TestLoader.onNewDatabase();

    private static TestRelease march(Manifest manifest) {
        return new TestRelease(manifest, "1", MARCH);
    }

    private static TestRelease row(TestRelease release, String provider, @Nullable Long patients) {
        return release.row(MARCH, provider, null, patients, null, null);
    }

    private static TestRelease february(int rows) {
        TestRelease release = new TestRelease(WAITS, "f", FEBRUARY);
        for (int i = 0; i < rows; i++) {
            release.row(FEBRUARY, "R" + i, "name", 1L, null, null);
        }
        return release;
    }

    @Test
    void holdsAReleaseThatLacksRows() throws SQLException {
        assertReason(
                loader.held(row(march(WAITS), "RAL", 1L).losing(2)),
                HoldCode.INCOMPLETE,
                "waits.xlsx › Table 1",
                "found 1 rows",
                "expected 3 rows");
    }

    @Test
    void holdsAReleaseWithAFileThatCannotBeRead() throws SQLException {
        UnreadableFile file = new UnreadableFile(TestRelease.FILE, "b.xlsx", "", "encrypted", "it has a password");

        assertReason(
                loader.held(row(march(WAITS), "RAL", 1L).unreadable(file)),
                HoldCode.UNREADABLE_FILE,
                "b.xlsx",
                "encrypted: it has a password");
    }

    @Test
    void holdsAReleaseWhoseManifestIsNotThere() throws SQLException {
        assertReason(
                loader.held(row(march(WAITS), "RAL", 1L).manifestVersion("ffffffffffff")),
                HoldCode.MANIFEST_UNKNOWN,
                "waits@ffffffffffff");
    }

    @Test
    void holdsAReleaseThatLacksADataset() throws SQLException {
        assertReason(
                loader.held(march(WAITS).rows(RowKind.NOTE, 3)),
                HoldCode.MISSING_DATASET,
                "waits",
                "no row under its headings in waits.xlsx › Table 1");
    }

    @Test
    void promotesAReleaseThatLacksAnOptionalDataset() throws SQLException {
        Manifest manifest = TestManifests.of(
                TestManifests.WAITS,
                TestManifests.WAITS.replace("dataset: waits", "dataset: more") + "optional: true\n");
        int waits = manifest.datasets().get(0).name().value().equals("waits") ? 0 : 1;

        ReleaseStatus status = loader.load(march(manifest).rowOf(waits, MARCH, "RAL", null, 1L, null, null));

        assertThat(status.state()).isEqualTo(ReleaseState.PROMOTED);
        assertThat(loader.rows("waits", "provider")).containsExactly("RAL");
    }

    @Test
    void holdsAReleaseWithTooManyRejectedRows() throws SQLException {
        TestRelease release = march(WAITS).rows(RowKind.REJECTED, 2);
        for (int i = 0; i < 8; i++) {
            row(release, "R" + i, 1L);
        }

        assertReason(
                loader.held(release), HoldCode.TOO_MANY_REJECTED, "waits", "2 of 10 rows rejected", "at most 10 %");
    }

    @Test
    void promotesAReleaseWithAFewRejectedRows() throws SQLException {
        TestRelease release = march(WAITS).rows(RowKind.REJECTED, 1);
        for (int i = 0; i < 9; i++) {
            row(release, "R" + i, 1L);
        }

        ReleaseStatus status = loader.load(release);

        assertThat(status.state()).isEqualTo(ReleaseState.PROMOTED);
        assertThat(status.counts().rejected()).isEqualTo(1);
    }

    @Test
    void holdsAReleaseWithASheetOfWhichEveryRowIsRejected() throws SQLException {
        TestRelease release = row(march(WAITS), "RAL", 1L).sheet().rows(RowKind.REJECTED, 5);

        assertReason(
                loader.held(release), HoldCode.TOO_MANY_REJECTED, "sheets that gave no rows", "5 of 6 rows rejected");
    }

    @Test
    void holdsAReleaseWithAColumnThatIsNewlyEmpty() throws SQLException {
        loader.load(february(2));
        TestRelease march = new TestRelease(WAITS, "1", MARCH);
        march.row(MARCH, "R0", "name", null, null, null);
        march.row(MARCH, "R1", "name", null, null, null);

        assertReason(
                loader.held(march),
                HoldCode.COLUMN_NEWLY_EMPTY,
                "waits.patients",
                "no value in 2 rows",
                "release 2025-02");
    }

    @Test
    void promotesAReleaseWithAColumnThatHasEndedAsTheManifestSays() throws SQLException {
        loader.load(february(1));
        Manifest ended = TestManifests.of(
                TestManifests.WAITS.replace("headings: [Patients]", "headings: [{text: Patients, until: 2025-02-28}]"));

        ReleaseStatus status =
                loader.load(new TestRelease(ended, "1", MARCH).row(MARCH, "R0", "name", null, null, null));

        assertThat(status.state()).isEqualTo(ReleaseState.PROMOTED);
    }

    @Test
    void holdsAReleaseThatHasShrunkToLessThanHalf() throws SQLException {
        loader.load(february(5));
        TestRelease march = new TestRelease(WAITS, "1", MARCH);
        march.row(MARCH, "R0", "name", 1L, null, null);
        march.row(MARCH, "R1", "name", 1L, null, null);

        assertReason(loader.held(march), HoldCode.SHRUNK, "waits", "found 2 rows", "expected about 5", "2025-02");
    }

    @Test
    void promotesTheFirstMonthOfAYearAfterTheTwelveOfTheLast() throws SQLException {
        TestRelease year = new TestRelease(WAITS, "f", FEBRUARY);
        for (int month = 1; month <= 12; month++) {
            year.row(Period.month(YearMonth.of(2024, month)), "R0", "name", 1L, null, null);
        }
        loader.load(year);

        ReleaseStatus status = loader.load(new TestRelease(WAITS, "1", MARCH).row(MARCH, "R0", "name", 1L, null, null));

        assertThat(status.state()).isEqualTo(ReleaseState.PROMOTED);
    }

    @Test
    void holdsAReleaseThatContradictsTheTable() throws SQLException {
        loader.load(february(1));
        Manifest manifest = TestManifests.of(TestManifests.WAITS.replace("type: integer", "type: date"));
        TestRelease release = new TestRelease(manifest, "1", MARCH).row(MARCH, "R0", "name", MARCH.end(), null, null);

        assertReason(
                loader.held(release),
                HoldCode.INCOMPATIBLE_TABLE,
                "waits.patients",
                "type date",
                "integer, as the table");
    }

    @Test
    void holdsAReleaseWithAValueThatItsColumnCannotHold() throws SQLException {
        TestRelease release =
                march(WAITS).row(MARCH, "RAL", "a\0b", 1L, null, null).row(MARCH, "RX1", "c", 1L, null, null);

        assertReason(loader.held(release), HoldCode.UNSTORABLE_VALUE, "waits.name, sheet 1 › row 1");
    }

    @Test
    void tellsEveryReasonAtOnce() throws SQLException {
        TestRelease release = march(WITH_TOTAL)
                .rows(RowKind.REJECTED, 9)
                .row(MARCH, "RAL", null, 10L, null, null)
                .total(MARCH, "England", null, 31L, null, null)
                .losing(1);

        assertThat(loader.held(release))
                .extracting(HoldReason::code)
                .containsExactly(HoldCode.INCOMPLETE, HoldCode.TOO_MANY_REJECTED, HoldCode.TOTAL_DIFFERS);
    }

    @Test
    void promotesALaterAttemptAtAReleaseThatWasHeld() throws SQLException {
        loader.held(row(march(WAITS), "RAL", 1L).losing(1));

        TestRelease again = row(new TestRelease(WAITS, "2", MARCH).at("2025-06-01T00:00:00Z"), "RAL", 1L);

        assertThat(loader.load(again).state()).isEqualTo(ReleaseState.PROMOTED);
        assertThat(new ReleaseStore(loader.database()).find(WAITS.publication().name(), again.name()))
                .extracting(ReleaseStatus::state)
                .containsExactly(ReleaseState.PROMOTED, ReleaseState.SUPERSEDED);
    }

    @Test
    void holdsAReleaseThatItsTableRefuses() throws SQLException {
        loader.load(february(1));
        loader.session().execute("ALTER TABLE data.waits ADD CHECK (patients < 100)");
        loader.session().commit();

        assertReason(
                loader.held(march(WAITS).row(MARCH, "RAL", "name", 100L, null, null)),
                HoldCode.UNSTORABLE_VALUE,
                "the database",
                "check constraint");
        assertThat(loader.rows("waits", "provider")).containsExactly("R0");
    }

    @Test
    void holdsAReleaseWhoseRowsTheStageRefuses() throws SQLException {
        StringBuilder text = new StringBuilder("dataset: wide\ntitle: Wide\ndescription: ''\nfields:\n");
        text.append("  - {name: id, headings: [Id], role: key}\n");
        for (int i = 0; i < 1_200; i++) {
            text.append("  - {name: c%d, headings: [C%d], type: number, role: measure}%n".formatted(i, i));
        }
        Object[] values = new Object[1_201];
        Arrays.fill(values, 0.1);
        values[0] = "x";
        TestRelease tooWide = march(TestManifests.of(text.toString())).row(MARCH, values);

        assertThatThrownBy(() -> loader.stage(tooWide, Integer.MAX_VALUE))
                .isInstanceOfSatisfying(RefusedReleaseException.class, refusal -> refuse(refusal));

        assertReason(loader.status(tooWide).reasons(), HoldCode.UNSTORABLE_VALUE, "the database", "row is too big");
        loader.stageAll(tooWide.messages(), 1);
        assertThat(loader.position(tooWide.partition(0))).isPositive();
    }

    private void refuse(RefusedReleaseException refusal) {
        try {
            loader.refuse(refusal);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void holdsAReleaseThatWouldTurnLargeIntegersIntoNumbers() throws SQLException {
        loader.load(february(1).row(FEBRUARY, "RX", null, (1L << 53) + 1, null, null));
        Manifest manifest = TestManifests.of(TestManifests.WAITS.replace("type: integer", "type: number"));
        TestRelease release = new TestRelease(manifest, "1", MARCH).row(MARCH, "R0", "name", 1.5, null, null);

        assertReason(loader.held(release), HoldCode.INCOMPATIBLE_TABLE, "waits.patients", "above 2^53");
    }

    @Test
    void goesOnWithOtherReleasesWhileOneIsHeld() throws SQLException {
        loader.held(row(march(WAITS), "RAL", 1L).losing(1));

        assertThat(loader.load(february(1)).state()).isEqualTo(ReleaseState.PROMOTED);
    }
}
