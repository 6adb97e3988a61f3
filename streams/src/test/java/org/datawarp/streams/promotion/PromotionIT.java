package org.datawarp.streams.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.change.CommittedHeading;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.streams.loader.TestLoader;
import org.datawarp.streams.loader.TestManifests;
import org.datawarp.streams.loader.TestRelease;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PromotionIT {

    private static final Manifest WAITS = TestManifests.waits();
    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));

    /** What was written to the captured tables, by table, since they were made. */
    private static final String WRITES = """
            SELECT relname || ' ' || n_tup_ins || ' ' || n_tup_upd || ' ' || n_tup_del FROM pg_stat_user_tables
            WHERE schemaname = 'data' OR relname = 'commits' ORDER BY 1""";

    private static final String VERSIONS = "SELECT xmin || ' ' || ctid FROM data.waits ORDER BY _key, _occurrence";

    /** The commit no longer says when the release was first published: the revisions do from then on. */
    private static final String FIRST_PUBLISHED = "waits_revisions 1 0 0";

    @AutoClose
    private final TestLoader loader = TestLoader.onNewDatabase();

    private static TestRelease march(String run) {
        return march(WAITS, run);
    }

    private static TestRelease march(Manifest manifest, String run) {
        return new TestRelease(manifest, run, MARCH)
                .rows(RowKind.NOTE, 2)
                .rows(RowKind.HEADING, 1)
                .row(MARCH, "RAL", "Royal Free", 10L, 12.5, new BigDecimal("1.50"))
                .row(MARCH, "RJ1", "Guy's\tand\\St\nThomas'", 20L, null, new BigDecimal("2.00"))
                .row(MARCH, "RX1", null, null, 0.1, null);
    }

    /** Statistics reach the view when the connection that wrote is idle or gone. */
    private List<String> writes() throws SQLException {
        loader.session().execute("SELECT pg_stat_force_next_flush()");
        loader.session().commit();
        return loader.query(WRITES);
    }

    @Test
    void makesAReleaseVisibleWithTheOriginOfEachRow() throws SQLException {
        ReleaseStatus status = loader.load(march("1"));

        assertThat(status.state()).isEqualTo(ReleaseState.PROMOTED);
        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(3, 0, 3, 0, 0));
        assertThat(status.promotedAt()).isEqualTo(TestLoader.NOW);
        assertThat(loader.rows("waits", "provider, name, patients, share, cost, _sheet, _row, _occurrence"))
                .containsExactly(
                        "RAL|Royal Free|10|12.5|1.50|Table 1|4|1",
                        "RJ1|Guy's\tand\\St\nThomas'|20|2.00|Table 1|5|1",
                        "RX1|0.1|Table 1|6|1");
        assertThat(loader.rows("waits", "period_start, period_end, period_kind, _release, _file"))
                .containsOnly("2025-03-01|2025-03-31|month|2025-03|" + TestRelease.FILE);
    }

    @Test
    void tellsTheChangeFeedWhatWasPromoted() throws SQLException {
        loader.load(march("1"));

        Commit commit = CommitJson.read(
                        loader.query("SELECT body FROM datawarp.commits").get(0))
                .get(0);

        assertThat(commit.release().value()).isEqualTo("2025-03");
        assertThat(commit.publicationTitle()).isEqualTo("Waiting times");
        assertThat(commit.datasets()).singleElement().satisfies(dataset -> {
            assertThat(dataset.table()).isEqualTo(WAITS.datasets().get(0).table());
            assertThat(dataset.inserted()).isEqualTo(3);
        });
    }

    @Test
    void tellsTheChangeFeedUnderWhichHeadingsAColumnWasPublished() throws SQLException {
        loader.load(new TestRelease(WAITS, "1", MARCH)
                .rows(RowKind.NOTE, 2)
                .heading("patients", "Patients\0 waiting")
                .row(MARCH, "RAL", "Royal Free", 10L, 12.5, new BigDecimal("1.50"))
                .heading("patients", "Patients")
                .sheet()
                .heading("patients", "Patients")
                .row(MARCH, "RJ1", "Guy's", 20L, null, new BigDecimal("2.00")));

        Commit commit = CommitJson.read(
                        loader.query("SELECT body FROM datawarp.commits").get(0))
                .get(0);

        ColumnName patients = new ColumnName("patients");
        assertThat(commit.datasets().get(0).headings())
                .containsExactly(
                        new CommittedHeading(patients, "Patients\uFFFD waiting", TestRelease.FILE, "Table 1", 1, 3, 3),
                        new CommittedHeading(patients, "Patients", TestRelease.FILE, "Table 1", 1, 5, 5));
    }

    @Test
    void tellsWhatHappened() throws SQLException {
        TestRelease release = march("1");

        loader.load(release);

        assertThat(loader.events())
                .extracting(Event::type)
                .containsExactly(EventType.RELEASE_STAGED, EventType.DATASET_CHANGED, EventType.RELEASE_PROMOTED);
        assertThat(loader.events()).extracting(Event::run).containsOnly(release.run());
        Event changed = loader.events().get(1);
        assertThat(changed.facts()).containsEntry(Fact.DATASET, "waits").containsEntry(Fact.INSERTED, "3");
        Event promoted = loader.events().get(2);
        assertThat(promoted.facts()).containsEntry(Fact.ROWS, "3").containsEntry(Fact.INSERTED, "3");
    }

    @Test
    void leavesNothingBehindInTheStage() throws SQLException {
        loader.load(march("1"));

        assertThat(loader.query("SELECT tablename FROM pg_tables WHERE schemaname = 'stage'"))
                .containsExactly("_alive");
    }

    @Test
    void writesNothingWhenTheSameReleaseIsLoadedAgain() throws SQLException {
        loader.load(march("1"));
        List<String> writes = writes();
        List<String> versions = loader.query(VERSIONS);

        ReleaseStatus again = loader.load(march("2").at("2025-05-02T00:00:00Z"));

        assertThat(again.state()).isEqualTo(ReleaseState.UNCHANGED);
        assertThat(writes()).isEqualTo(writes).containsExactly("commits 1 0 0", "waits 3 0 0");
        assertThat(loader.query(VERSIONS)).isEqualTo(versions);
        assertThat(loader.events()).extracting(Event::type).last().isEqualTo(EventType.RELEASE_UNCHANGED);
    }

    @Test
    void writesOnlyACommitWhenNothingButTheFilesDiffer() throws SQLException {
        loader.load(march("1"));

        ReleaseStatus again = loader.load(march("2").at("2025-05-02T00:00:00Z").file('b'));

        assertThat(again.state()).isEqualTo(ReleaseState.PROMOTED);
        assertThat(writes()).containsExactly("commits 2 0 0", "waits 3 0 0", FIRST_PUBLISHED);
    }

    @Test
    void writesOnlyACommitWhenNothingButTheVintageDiffers() throws SQLException {
        loader.load(march("1"));

        loader.load(march("2").at("2025-05-02T00:00:00Z").vintage("final"));

        assertThat(writes()).containsExactly("commits 2 0 0", "waits 3 0 0", FIRST_PUBLISHED);
    }

    @Test
    void updatesExactlyTheRowWhoseValueDiffers() throws SQLException {
        loader.load(march("1"));
        TestRelease corrected = new TestRelease(WAITS, "2", MARCH)
                .at("2025-05-02T00:00:00Z")
                .row(MARCH, "RX1", null, null, 0.1, null)
                .row(MARCH, "RAL", "Royal Free", 10L, 12.5, new BigDecimal("1.5"))
                .row(MARCH, "RJ1", "Guy's\tand\\St\nThomas'", 21L, null, new BigDecimal("2.00"));

        ReleaseStatus status = loader.load(corrected);

        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(3, 0, 0, 1, 0));
        assertThat(writes()).containsExactly("commits 2 0 0", "waits 3 1 0", "waits_revisions 2 0 0");
        assertThat(loader.rows("waits", "provider, patients, _row")).containsExactly("RAL|10|4", "RJ1|21|3", "RX1|6");
    }

    @Test
    void deletesRowsThatTheReleaseNoLongerHas() throws SQLException {
        loader.load(march("1"));
        TestRelease shorter = new TestRelease(WAITS, "2", MARCH)
                .at("2025-05-02T00:00:00Z")
                .row(MARCH, "RAL", "Royal Free", 10L, 12.5, new BigDecimal("1.50"))
                .row(MARCH, "RX1", null, null, 0.1, null);

        ReleaseStatus status = loader.load(shorter);

        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(2, 0, 0, 0, 1));
        assertThat(loader.rows("waits", "provider")).containsExactly("RAL", "RX1");
        assertThat(new ReleaseStore(loader.database()).datasets().get(0).rows()).isEqualTo(2);
    }

    @Test
    void numbersRowsOfTheSameKeyInTheOrderOfSheetsAndRows() throws SQLException {
        TestRelease release = new TestRelease(WAITS, "1", MARCH)
                .sheet()
                .row(MARCH, "RAL", "first", 1L, null, null)
                .row(MARCH, "RAL", "second", 2L, null, null)
                .row(MARCH, "RX1", "only", 1L, null, null)
                .sheet()
                .row(MARCH, "RAL", "third", 3L, null, null);

        loader.load(release);

        assertThat(loader.rows("waits", "provider, _occurrence, name"))
                .containsExactly("RAL|1|first", "RAL|2|second", "RAL|3|third", "RX1|1|only");
    }

    @Test
    void removesTheLastOfRowsOfTheSameKeyWhenThereIsOneLess() throws SQLException {
        loader.load(new TestRelease(WAITS, "1", MARCH)
                .row(MARCH, "RAL", "same", 1L, null, null)
                .row(MARCH, "RAL", "same", 1L, null, null)
                .row(MARCH, "RAL", "same", 1L, null, null));

        ReleaseStatus status = loader.load(new TestRelease(WAITS, "2", MARCH)
                .at("2025-05-02T00:00:00Z")
                .row(MARCH, "RAL", "same", 1L, null, null)
                .row(MARCH, "RAL", "same", 1L, null, null));

        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(2, 0, 0, 0, 1));
        assertThat(loader.rows("waits", "provider, _occurrence")).containsExactly("RAL|1", "RAL|2");
    }

    @Test
    void givesTheTableTheColumnsOfALaterManifest() throws SQLException {
        loader.load(march("1"));
        String text = TestManifests.WAITS + "  - {name: beds, headings: [Beds], type: integer, role: measure}\n";
        Manifest manifest = TestManifests.of(text.replace("type: integer", "type: 'decimal(12,1)'"));
        TestRelease release = new TestRelease(manifest, "2", MARCH)
                .at("2025-05-02T00:00:00Z")
                .row(MARCH, "RAL", "Royal Free", BigDecimal.TEN, 12.5, new BigDecimal("1.50"), new BigDecimal("7.5"))
                .row(MARCH, "RJ1", "Guy's\tand\\St\nThomas'", new BigDecimal("20.5"), null, new BigDecimal(2), null)
                .row(MARCH, "RX1", null, null, 0.1, null, null);

        ReleaseStatus status = loader.load(release);

        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(3, 0, 0, 2, 0));
        assertThat(loader.rows("waits", "provider, patients, beds")).containsExactly("RAL|10.0|7.5", "RJ1|20.5", "RX1");
        assertThat(new ReleaseStore(loader.database()).datasets().get(0).table().valueColumns())
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly(
                        "provider text",
                        "name text",
                        "patients decimal(20,1)",
                        "share number",
                        "cost decimal(10,2)",
                        "beds decimal(12,1)");
    }

    @Test
    void keepsAColumnThatAManifestNoLongerHasButLeavesItEmpty() throws SQLException {
        loader.load(march("1"));
        Manifest manifest = TestManifests.of(TestManifests.WAITS.replaceAll("(?m)^ +- \\{name: name.*\\n", ""));
        TestRelease release = new TestRelease(manifest, "2", MARCH)
                .at("2025-05-02T00:00:00Z")
                .row(MARCH, "RAL", 10L, 12.5, new BigDecimal("1.50"))
                .row(MARCH, "RX1", null, 0.1, null);

        ReleaseStatus status = loader.load(release);

        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(2, 0, 0, 1, 1));
        assertThat(loader.rows("waits", "provider, name, patients")).containsExactly("RAL|10", "RX1");
    }

    @Test
    void doesNotTellTheChangeFeedOfADatasetThatIsNotPublished() throws SQLException {
        loader.load(march(TestManifests.of(TestManifests.WAITS + "published: false\n"), "1"));

        assertThat(CommitJson.read(loader.query("SELECT body FROM datawarp.commits")
                                .get(0))
                        .get(0)
                        .datasets())
                .isEmpty();
        assertThat(loader.rows("waits", "provider")).hasSize(3);
    }
}
