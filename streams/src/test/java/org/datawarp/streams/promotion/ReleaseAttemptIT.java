package org.datawarp.streams.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.streams.loader.GivenRows;
import org.datawarp.streams.loader.TestLoader;
import org.datawarp.streams.loader.TestManifests;
import org.datawarp.streams.loader.TestRelease;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayPreview.ColumnChange;
import org.datawarp.streams.release.ReplayPreview.DatasetPreview;
import org.datawarp.streams.release.ReplayPreview.PeriodChange;
import org.datawarp.streams.release.ReplayRefusedException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A release is applied again beside live loading: as a whole or not at all, and never over what is newer. */
class ReleaseAttemptIT {

    private static final Manifest WAITS = TestManifests.waits();
    private static final Manifest MENDED = TestManifests.of(TestManifests.WAITS + "max-rejected: 0.2\n");
    private static final Period FEBRUARY = Period.month(YearMonth.of(2025, 2));
    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));
    private static final String RUN = "00000000000000aa";

    @AutoClose
    private final TestLoader loader = TestLoader.onNewDatabase();

    private static TestRelease march(Manifest manifest, String run, long patients) {
        return new TestRelease(manifest, run, MARCH).row(MARCH, "RAL", "Royal", patients, null, null);
    }

    /** A release that is held because rows of it are missing. */
    private ReleaseStatus held() throws SQLException {
        ReleaseStatus held = loader.load(march(WAITS, "1", 5).losing(1));
        assertThat(held.state()).isEqualTo(ReleaseState.HELD);
        return held;
    }

    private AttemptTransaction begin() {
        return AttemptTransaction.open(
                loader.database(), event -> loader.events().add(event), InstantSource.fixed(TestLoader.NOW));
    }

    private static ReleaseStatus commit(AttemptTransaction transaction, ReleaseAttempt attempt) {
        attempt.apply();
        return transaction.commit().get(0);
    }

    private List<String> states() throws SQLException {
        return loader.query("SELECT concat_ws(' ', run, state) FROM datawarp.releases ORDER BY run");
    }

    private void assertNothingIsStaged() throws SQLException {
        assertThat(loader.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'stage'"))
                .isEqualTo(1);
    }

    @Test
    void promotesAHeldReleaseInItsPlace() throws SQLException {
        ReleaseStatus source = held();

        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = transaction.begin(source, MENDED, RUN);
            GivenRows.give(march(MENDED, "1", 5), attempt);
            ReleaseStatus promoted = commit(transaction, attempt);

            assertThat(promoted.state()).isEqualTo(ReleaseState.PROMOTED);
            assertThat(promoted.openedAt()).isEqualTo(source.openedAt());
            assertThat(promoted.manifestVersion()).isEqualTo(MENDED.version());
        }
        assertThat(states()).containsExactly(source.run() + " superseded", RUN + " promoted");
        assertThat(loader.rows("waits", "provider, patients, _release")).containsExactly("RAL|5|2025-03");
        assertThat(loader.number("SELECT count(*) FROM datawarp.commits")).isEqualTo(1);
        assertNothingIsStaged();
    }

    @Test
    void leavesNothingBehindWhenInterrupted() throws SQLException {
        ReleaseStatus source = held();

        AttemptTransaction transaction = begin();
        GivenRows.give(march(MENDED, "1", 5), transaction.begin(source, MENDED, RUN));
        transaction.close();

        assertThat(states()).containsExactly(source.run() + " held");
        assertThat(loader.number("SELECT count(*) FROM datawarp.sheets WHERE run = '%s'".formatted(RUN)))
                .isZero();
        assertNothingIsStaged();
    }

    @Test
    void holdsAgainWithTheNewReason() throws SQLException {
        ReleaseStatus source = held();

        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = transaction.begin(source, MENDED, RUN);
            GivenRows.give(new TestRelease(MENDED, "1", MARCH).rows(RowKind.NOTE, 2), attempt);

            assertThat(commit(transaction, attempt).reasons())
                    .singleElement()
                    .extracting(HoldReason::code)
                    .isEqualTo(HoldCode.MISSING_DATASET);
        }
        assertThat(states()).containsExactly(source.run() + " superseded", RUN + " held");
    }

    @Test
    void holdsAgainWhenTheDatabaseTakesNoRow() throws SQLException {
        ReleaseStatus source = held();

        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = transaction.begin(source, MENDED, RUN);
            GivenRows.give(new TestRelease(MENDED, "1", MARCH).row(MARCH, "RAL", "Royal", "five", null, null), attempt);

            assertThat(commit(transaction, attempt).reasons())
                    .extracting(HoldReason::code)
                    .contains(HoldCode.UNSTORABLE_VALUE);
        }
        assertThat(states()).containsExactly(source.run() + " superseded", RUN + " held");
    }

    @Test
    void givesWayToALaterAttempt() throws SQLException {
        ReleaseStatus source = held();

        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = transaction.begin(source, MENDED, RUN);
            GivenRows.give(march(MENDED, "1", 5), attempt);
            ReleaseStatus later = loader.load(march(WAITS, "2", 7).at("2025-05-09T00:00:00Z"));

            assertThat(later.state()).isEqualTo(ReleaseState.PROMOTED);
            assertThatThrownBy(() -> commit(transaction, attempt))
                    .isInstanceOf(ReplayRefusedException.class)
                    .hasMessageContaining("a later attempt");
        }
        assertThat(loader.rows("waits", "provider, patients")).containsExactly("RAL|7");
        assertThat(states()).containsExactly(source.run() + " superseded", "0000000000000002 promoted");
    }

    @Test
    void runsOnlyOncePerRelease() throws SQLException {
        ReleaseStatus source = held();

        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = transaction.begin(source, MENDED, RUN);
            try (AttemptTransaction second = begin()) {
                assertThatThrownBy(() -> second.begin(source, MENDED, "00000000000000bb"))
                        .isInstanceOf(ReplayRefusedException.class)
                        .hasMessageContaining("under way");
            }
            assertThat(attempt.opened().run()).isEqualTo(RUN);
        }
    }

    @Test
    void letsOtherReleasesOfTheDatasetBePromotedMeanwhile() throws SQLException {
        ReleaseStatus source = held();

        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = transaction.begin(source, MENDED, RUN);
            GivenRows.give(march(MENDED, "1", 5), attempt);
            TestRelease february = new TestRelease(WAITS, "3", FEBRUARY).row(FEBRUARY, "RAL", "Royal", 3L, null, null);

            assertThat(loader.load(february).state()).isEqualTo(ReleaseState.PROMOTED);
            assertThat(commit(transaction, attempt).state()).isEqualTo(ReleaseState.PROMOTED);
        }
        assertThat(loader.rows("waits", "period_start, patients")).containsExactly("2025-02-01|3", "2025-03-01|5");
    }

    @Test
    void neverWritesOverWhatANewerReleaseSaysOfAPeriod() throws SQLException {
        ReleaseStatus first =
                loader.load(new TestRelease(WAITS, "1", FEBRUARY).row(FEBRUARY, "RAL", "Royal", 3L, null, null));
        loader.load(march(WAITS, "2", 7).row(FEBRUARY, "RAL", "Royal", 4L, null, null));

        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = transaction.begin(first, MENDED, RUN);
            GivenRows.give(
                    new TestRelease(MENDED, "1", FEBRUARY).row(FEBRUARY, "RAL", "Royal", 99L, null, null), attempt);
            commit(transaction, attempt);
        }

        assertThat(loader.rows("waits", "period_start, patients")).containsExactly("2025-02-01|4", "2025-03-01|7");
    }

    @Test
    void previewsWhatWouldChangeAndWritesNothing() throws SQLException {
        ReleaseStatus promoted = loader.load(march(WAITS, "1", 5).row(MARCH, "RBB", "Bath", 1L, null, null));
        long commits = loader.number("SELECT count(*) FROM datawarp.commits");

        ReplayPreview preview;
        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = transaction.begin(promoted, MENDED, RUN);
            GivenRows.give(march(MENDED, "1", 6).row(MARCH, "RCC", "Crewe", 2L, null, null), attempt);
            preview = attempt.preview();
        }

        assertThat(preview.isGood()).isTrue();
        DatasetPreview waits = preview.datasets().get(0);
        assertThat(waits.rows()).isEqualTo(2);
        assertThat(waits.columns()).containsExactly(new ColumnChange(new ColumnName("patients"), 1));
        assertThat(waits.periods()).containsExactly(new PeriodChange(MARCH.start(), MARCH.end(), 1, 1, 1));
        assertThat(waits.changed())
                .anySatisfy(pair -> {
                    assertThat(pair.before()).containsEntry("patients", "5");
                    assertThat(pair.after()).containsEntry("patients", "6");
                })
                .hasSize(3);
        assertThat(loader.rows("waits", "provider, patients")).containsExactly("RAL|5", "RBB|1");
        assertThat(loader.number("SELECT count(*) FROM datawarp.commits")).isEqualTo(commits);
        assertThat(states()).containsExactly(promoted.run() + " promoted");
    }

    @Test
    void previewsValuesBesideThoseOfTheReleaseBefore() throws SQLException {
        loader.load(new TestRelease(WAITS, "1", FEBRUARY).row(FEBRUARY, "RAL", "Royal", 3L, null, null));
        ReleaseStatus source = loader.load(march(WAITS, "2", 5).losing(1));

        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = transaction.begin(source, MENDED, RUN);
            GivenRows.give(march(MENDED, "2", 5), attempt);

            assertThat(attempt.preview().datasets().get(0).beside())
                    .singleElement()
                    .satisfies(pair -> {
                        assertThat(pair.before()).containsEntry("patients", "3");
                        assertThat(pair.after()).containsEntry("patients", "5");
                    });
        }
    }

    @Test
    void promotesWhatWasAgreedToAsItWasShown() throws SQLException {
        ReleaseStatus promoted = loader.load(march(WAITS, "1", 5).row(MARCH, "RBB", "Bath", 1L, null, null));
        TestRelease mended = march(MENDED, "1", 6).row(MARCH, "RCC", "Crewe", 2L, null, null);
        ReplayPreview preview = preview(promoted, mended);
        List<ReplayPreview> shown = new ArrayList<>();

        Optional<ReleaseStatus> decided = commitIf(promoted, mended, shown, true);

        assertThat(shown)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("datasets.beside")
                .containsExactly(preview);
        assertThat(shown.get(0).datasets().get(0).beside()).isEmpty();
        assertThat(decided).get().extracting(ReleaseStatus::state).isEqualTo(ReleaseState.PROMOTED);
        assertThat(loader.rows("waits", "provider, patients")).containsExactly("RAL|6", "RCC|2");
        assertThat(loader.rows("waits_revisions", "_revision_kind, provider"))
                .contains("changed|RAL", "removed|RBB", "added|RCC");
    }

    @Test
    void showsTheRowsOfAReleaseThatIsNotVisibleYetAsNew() throws SQLException {
        ReleaseStatus held = held();
        List<ReplayPreview> shown = new ArrayList<>();

        assertThat(commitIf(held, march(MENDED, "1", 5), shown, true)).isPresent();

        assertThat(shown.get(0).datasets().get(0).inserted()).isEqualTo(1);
        assertThat(loader.rows("waits", "patients")).containsExactly("5");
    }

    @Test
    void leavesNothingBehindOfWhatWasNotAgreedTo() throws SQLException {
        ReleaseStatus promoted = loader.load(march(WAITS, "1", 5));
        long commits = loader.number("SELECT count(*) FROM datawarp.commits");

        assertThat(commitIf(promoted, march(MENDED, "1", 6), new ArrayList<>(), false))
                .isEmpty();

        assertThat(loader.rows("waits", "patients")).containsExactly("5");
        assertThat(loader.number("SELECT count(*) FROM datawarp.commits")).isEqualTo(commits);
        assertThat(states()).containsExactly(promoted.run() + " promoted");
    }

    @Test
    void showsWhyAReleaseWouldBeHeld() throws SQLException {
        ReleaseStatus promoted = loader.load(march(WAITS, "1", 5));
        List<ReplayPreview> shown = new ArrayList<>();

        assertThat(commitIf(promoted, march(MENDED, "1", 6).losing(1), shown, false))
                .isEmpty();

        assertThat(shown.get(0).isGood()).isFalse();
        assertThat(shown.get(0).datasets().get(0).updated()).isEqualTo(1);
        assertThat(states()).containsExactly(promoted.run() + " promoted");
    }

    private ReplayPreview preview(ReleaseStatus source, TestRelease rows) {
        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = transaction.begin(source, MENDED, RUN);
            GivenRows.give(rows, attempt);
            return attempt.preview();
        }
    }

    private Optional<ReleaseStatus> commitIf(
            ReleaseStatus source, TestRelease rows, List<ReplayPreview> shown, boolean isAgreed) {
        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = transaction.begin(source, MENDED, RUN);
            GivenRows.give(rows, attempt);
            shown.add(attempt.apply());
            return isAgreed ? Optional.of(transaction.commit().get(0)) : Optional.empty();
        }
    }
}
