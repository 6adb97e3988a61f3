package org.datawarp.streams.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.table.Revisions;
import org.datawarp.streams.loader.TestLoader;
import org.datawarp.streams.loader.TestManifests;
import org.datawarp.streams.loader.TestRelease;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayRefusedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a release changes is kept with what it was before, and can be gone back to. */
class RevisionsIT {

    private static final Manifest WAITS = TestManifests.waits();
    private static final DatasetName DATASET = new DatasetName("waits");
    private static final String REVISIONS = Revisions.nameOf(DATASET).value();
    private static final Period FEBRUARY = Period.month(YearMonth.of(2025, 2));
    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));

    @AutoClose
    private final TestLoader loader = TestLoader.onNewDatabase();

    private static TestRelease march(String run) {
        return new TestRelease(WAITS, run, MARCH);
    }

    /** Five patients at RAL, one at RBB; then six at RAL, none at RBB, two at RCC, from another file. */
    private void loadAndRevise() throws SQLException {
        loader.at("2025-05-01T09:00:00Z")
                .load(march("1").row(MARCH, "RAL", "Royal", 5L, null, null).row(MARCH, "RBB", "Bath", 1L, null, null));
        loader.at("2025-06-01T09:00:00Z").load(revised("2"));
    }

    private static TestRelease revised(String run) {
        return march(run)
                .at("2025-05-31T00:00:00Z")
                .file('b')
                .row(MARCH, "RAL", "Royal", 6L, null, null)
                .row(MARCH, "RCC", "Crewe", 2L, null, null);
    }

    private List<String> revisions() throws SQLException {
        return loader.query("SELECT concat_ws(' ', _revision_kind, provider, patients, _changes, _revised_by,"
                + " left(_revised_file, 1), nullif(left(_file, 1), '')) FROM data.%s ORDER BY _revision"
                        .formatted(REVISIONS));
    }

    private Commit lastCommit() throws SQLException {
        return CommitJson.read(loader.query("SELECT body FROM datawarp.commits ORDER BY id DESC LIMIT 1")
                        .get(0))
                .get(0);
    }

    @Test
    void keepsNothingOfAFirstLoadButWhenItWas() throws SQLException {
        loader.load(march("1").row(MARCH, "RAL", "Royal", 5L, null, null));

        assertThat(loader.query("SELECT to_regclass('data.%s')".formatted(REVISIONS)))
                .containsExactly("null");
        assertThat(loader.query("SELECT concat_ws(' ', period_start, run) FROM datawarp.first_published"))
                .containsExactly("2025-03-01 0000000000000001");
        assertThat(lastCommit().datasets()).hasSize(1);
    }

    @Test
    void keepsWhatARevisedReleaseChangesAddsAndRemoves() throws SQLException {
        loadAndRevise();

        assertThat(revisions())
                .hasSize(4)
                .contains(
                        "first-published 2025-03",
                        "changed RAL 5 {\"patients\": [5, 6]} 2025-03 b a",
                        "removed RBB 1 2025-03 a",
                        "added RCC 2 2025-03 b b");
        assertThat(lastCommit().datasets())
                .extracting(dataset -> dataset.table().dataset().value(), CommittedDataset::inserted)
                .contains(tuple(REVISIONS, 4L));
    }

    @Test
    void saysWhatChangedAsPostgresWritesJson() throws SQLException {
        BigDecimal cost = new BigDecimal("3.50");
        loader.load(march("1").row(MARCH, "RAL", "Royal", 5L, 1.5, null).row(MARCH, "RBB", "Bath", 1L, 1.0, cost));
        loader.load(march("2")
                .at("2025-05-31T00:00:00Z")
                .file('b')
                .row(MARCH, "RAL", "\"Royal\" \\ Free", null, 2.25, cost)
                .row(MARCH, "RBB", "Bath", 1L, 1.0, cost));

        String changes = "SELECT %s FROM data." + REVISIONS + " WHERE _revision_kind = 'changed'";
        assertThat(loader.query(changes.formatted("_changes")))
                .singleElement()
                .asString()
                .contains(
                        "\"patients\": [5, null]", "\"share\": [1.5, 2.25]", "\"cost\": [null, 3.50]", "\\\"Royal\\\"");
        assertThat(loader.query(changes.formatted("_changes = _changes::jsonb::text")))
                .containsExactly("t");
    }

    @Test
    void namesRevisionsByTheirNumber() throws SQLException {
        loadAndRevise();

        List<String> expected = loader.query("SELECT _revision FROM data.%s ORDER BY 1".formatted(REVISIONS)).stream()
                .map(number -> new UUID(0, Long.parseLong(number)).toString())
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(loader.query("SELECT _key FROM data.%s ORDER BY _key".formatted(REVISIONS)))
                .isEqualTo(expected);
    }

    @Test
    void keepsOnlyWhatIsAddedToPeriodsThatWerePublishedBefore() throws SQLException {
        loadAndRevise();
        loader.load(new TestRelease(WAITS, "3", Period.month(YearMonth.of(2025, 4)))
                .row(MARCH, "RAL", "Royal", 7L, null, null)
                .row(MARCH, "RCC", "Crewe", 2L, null, null)
                .row(MARCH, "RDD", "Derby", 9L, null, null)
                .row(Period.month(YearMonth.of(2025, 4)), "RAL", "Royal", 1L, null, null));

        assertThat(revisions().subList(4, 7))
                .containsExactlyInAnyOrder(
                        "first-published 2025-04",
                        "changed RAL 6 {\"patients\": [6, 7]} 2025-04 a b",
                        "added RDD 9 2025-04 a a");
    }

    @Test
    void writesNoRevisionWhenNothingChanges() throws SQLException {
        loadAndRevise();
        List<String> before = revisions();

        loader.load(revised("3").at("2025-06-02T00:00:00Z"));

        assertThat(revisions()).isEqualTo(before);
    }

    @Test
    void keepsRowsThatComeBackToAPeriodThatWasEmptied() throws SQLException {
        Period both = new Period(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 3, 31), PeriodKind.RANGE);
        loader.load(new TestRelease(WAITS, "1", both)
                .row(FEBRUARY, "RAL", "Royal", 3L, null, null)
                .row(MARCH, "RAL", "Royal", 5L, null, null));
        loader.load(new TestRelease(WAITS, "2", both)
                .at("2025-05-02T00:00:00Z")
                .row(MARCH, "RAL", "Royal", 5L, null, null));
        loader.load(new TestRelease(WAITS, "3", both)
                .at("2025-05-03T00:00:00Z")
                .row(FEBRUARY, "RAL", "Royal", 3L, null, null)
                .row(MARCH, "RAL", "Royal", 5L, null, null));

        assertThat(revisions())
                .filteredOn(revision -> !revision.startsWith("first"))
                .hasSize(2);
        assertThat(revisions().get(revisions().size() - 1)).startsWith("added RAL 3");
    }

    private Rollbacks rollbacks() {
        return new Rollbacks(
                loader.database(), event -> loader.events().add(event), () -> Instant.parse("2025-06-03T00:00:00Z"));
    }

    private static Rollbacks.Target target(@Nullable String release) {
        return new Rollbacks.Target(WAITS, null, release == null ? null : new ReleaseName(release));
    }

    private List<String> rows() throws SQLException {
        return loader.rows("waits", "provider, patients, left(_file, 1)");
    }

    @Test
    void goesBackToTheReleaseAsItWasBefore() throws SQLException {
        loadAndRevise();

        Rollbacks.Undoing preview = rollbacks().preview(target(null));
        assertThat(rows()).containsExactly("RAL|6|b", "RCC|2|b");
        Rollbacks.Undoing undoing = rollbacks().apply(target(null));

        assertThat(preview.datasets()).isEqualTo(undoing.datasets());
        assertThat(undoing.datasets()).singleElement().satisfies(dataset -> {
            assertThat(dataset.inserted()).isEqualTo(1);
            assertThat(dataset.updated()).isEqualTo(1);
            assertThat(dataset.deleted()).isEqualTo(1);
        });
        assertThat(rows()).containsExactly("RAL|5|a", "RBB|1|a");
        assertThat(loader.query("SELECT concat_ws(' ', run, state) FROM datawarp.releases ORDER BY run"))
                .containsExactly("0000000000000001 promoted", "0000000000000002 withdrawn");
        assertThat(loader.query("SELECT run FROM datawarp.coverage")).containsExactly("0000000000000001");
        assertThat(lastCommit().withdrawn()).isFalse();
        assertThat(lastCommit().files().get(0).digest().toString()).startsWith("a");
        assertThat(revisions().subList(4, 7))
                .containsExactlyInAnyOrder(
                        "changed RAL 6 {\"patients\": [6, 5]} 2025-03 a b",
                        "added RBB 1 2025-03 a a",
                        "removed RCC 2 2025-03 b");
    }

    @Test
    void goesBackBehindAFirstLoadAndThenNoFurther() throws SQLException {
        loadAndRevise();
        rollbacks().apply(target(null));

        Rollbacks.Undoing first = rollbacks().apply(target(null));

        assertThat(first.before()).isEmpty();
        assertThat(rows()).isEmpty();
        assertThat(loader.query("SELECT run FROM datawarp.coverage")).isEmpty();
        assertThat(lastCommit().withdrawn()).isTrue();
        assertThat(loader.number("SELECT rows FROM datawarp.datasets WHERE dataset = 'waits'"))
                .isZero();
        assertThatThrownBy(() -> rollbacks().apply(target(null)))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("no promotion");
    }

    @Test
    void refusesToGoBackBehindWhatLaterReleasesRevised() throws SQLException {
        loadAndRevise();
        loader.load(new TestRelease(WAITS, "3", Period.month(YearMonth.of(2025, 4)))
                .row(MARCH, "RAL", "Royal", 7L, null, null));

        assertThatThrownBy(() -> rollbacks().apply(target("2025-03")))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("later revisions of the same rows by [2025-04]");
        assertThat(rows()).containsExactly("RAL|7|a");

        rollbacks().apply(target("2025-04"));
        assertThat(rows()).containsExactly("RAL|6|b", "RCC|2|b");
        rollbacks().apply(target("2025-03"));
        assertThat(rows()).containsExactly("RAL|5|a", "RBB|1|a");
    }

    @Test
    void refusesToUndoWhatWasPromotedBeforeRevisionsWereKept() throws SQLException {
        loadAndRevise();
        loader.session().execute("DROP TABLE data.%s".formatted(REVISIONS));
        loader.session().execute("DELETE FROM datawarp.datasets WHERE dataset = '%s'".formatted(REVISIONS));
        loader.session().commit();

        assertThatThrownBy(() -> rollbacks().apply(target(null)))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("found revisions of 0 rows, expected the 3 that it changed");
        assertThat(rows()).containsExactly("RAL|6|b", "RCC|2|b");
    }

    @Test
    void holdsWhatWasRolledBackWhenItComesAgainAndTakesWhatIsNew() throws SQLException {
        loadAndRevise();
        rollbacks().apply(target(null));

        ReleaseStatus again = loader.load(revised("3").at("2025-06-04T00:00:00Z"));
        assertThat(again.reasons()).extracting(HoldReason::code).containsExactly(HoldCode.ROLLED_BACK);
        assertThat(rows()).containsExactly("RAL|5|a", "RBB|1|a");

        ReleaseStatus other = loader.at("2025-06-05T09:00:00Z")
                .load(march("4").at("2025-06-05T00:00:00Z").file('c').row(MARCH, "RAL", "Royal", 8L, null, null));
        assertThat(other.state()).isEqualTo(ReleaseState.PROMOTED);
        assertThat(rows()).containsExactly("RAL|8|c");
    }
}
