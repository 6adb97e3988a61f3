package org.datawarp.streams.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.schemas.row.UnreadableFile;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each reason for which a release is held; nothing of a held release is visible. */
class HoldIT {

    private static final Manifest WAITS = TestManifests.waits();
    private static final Manifest WITH_TOTAL = TestManifests.of(TestManifests.WAITS + """
            totals:
              - when: {provider: [England]}
            """);
    private static final Manifest WITH_KEPT_TOTAL = TestManifests.of(TestManifests.WAITS + """
            totals:
              - when: {provider: [England]}
                sums: [patients]
                keep: true
            """);
    private static final Period FEBRUARY = Period.month(YearMonth.of(2025, 2));
    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));

    private TestLoader loader;

    @BeforeEach
    void open() throws SQLException {
        loader = new TestLoader(TestDatabase.create());
    }

    @AfterEach
    void close() {
        loader.close();
    }

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

    /** Loads a release that must be held, and with nothing of it visible. */
    private List<HoldReason> held(TestRelease release) throws SQLException {
        long commits = loader.number("SELECT count(*) FROM datawarp.commits");

        ReleaseStatus status = loader.load(release);

        assertThat(status.state()).isEqualTo(ReleaseState.HELD);
        assertThat(loader.number("SELECT count(*) FROM datawarp.commits")).isEqualTo(commits);
        assertThat(loader.number(
                        "SELECT count(*) FROM datawarp.coverage WHERE release = '%s'".formatted(release.name())))
                .isZero();
        assertThat(loader.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'stage'"))
                .isEqualTo(1);
        Event event = loader.events().get(loader.events().size() - 1);
        assertThat(event.type()).isEqualTo(EventType.RELEASE_HELD);
        assertThat(event.facts().get("reason"))
                .contains(status.reasons().get(0).code().toString());
        return status.reasons();
    }

    private static void assertReason(List<HoldReason> reasons, HoldCode code, String... parts) {
        assertThat(reasons).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(code);
            assertThat(reason.toString()).contains(parts);
            assertThat(reason.advice()).isNotBlank();
        });
    }

    @Test
    void holdsAReleaseThatLacksRows() throws SQLException {
        assertReason(
                held(row(march(WAITS), "RAL", 1L).losing(2)),
                HoldCode.INCOMPLETE,
                "waits.xlsx › Table 1",
                "found 1 rows",
                "expected 3 rows");
    }

    @Test
    void holdsAReleaseWithAFileThatCannotBeRead() throws SQLException {
        UnreadableFile file = new UnreadableFile(TestRelease.FILE, "b.xlsx", "", "encrypted", "it has a password");

        assertReason(
                held(row(march(WAITS), "RAL", 1L).unreadable(file)),
                HoldCode.UNREADABLE_FILE,
                "b.xlsx",
                "encrypted: it has a password");
    }

    @Test
    void holdsAReleaseWhoseManifestIsNotThere() throws SQLException {
        assertReason(
                held(row(march(WAITS), "RAL", 1L).manifestVersion("ffffffffffff")),
                HoldCode.MANIFEST_UNKNOWN,
                "waits@ffffffffffff");
    }

    @Test
    void holdsAReleaseThatLacksADataset() throws SQLException {
        assertReason(
                held(march(WAITS).rows(RowKind.NOTE, 3)),
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

        assertReason(held(release), HoldCode.TOO_MANY_REJECTED, "waits", "2 of 10 rows rejected", "at most 10 %");
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

        assertReason(held(release), HoldCode.TOO_MANY_REJECTED, "sheets that gave no rows", "5 of 6 rows rejected");
    }

    @Test
    void holdsAReleaseWithAColumnThatIsNewlyEmpty() throws SQLException {
        loader.load(february(2));
        TestRelease march = new TestRelease(WAITS, "1", MARCH);
        march.row(MARCH, "R0", "name", null, null, null);
        march.row(MARCH, "R1", "name", null, null, null);

        assertReason(
                held(march), HoldCode.COLUMN_NEWLY_EMPTY, "waits.patients", "no value in 2 rows", "release 2025-02");
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

        assertReason(held(march), HoldCode.SHRUNK, "waits", "found 2 rows", "expected about 5", "2025-02");
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
    void holdsAReleaseWhoseTotalIsNotTheSumOfItsRows() throws SQLException {
        TestRelease release = march(WITH_TOTAL)
                .row(MARCH, "RAL", null, 10L, 0.1, new BigDecimal("0.10"))
                .row(MARCH, "RX1", null, 20L, 0.2, new BigDecimal("0.20"))
                .total(MARCH, "England", null, 31L, 99.0, new BigDecimal("0.30"));

        assertReason(
                held(release),
                HoldCode.TOTAL_DIFFERS,
                "waits.patients, waits.xlsx › Table 1 › row 3",
                "found the total 31",
                "expected 30");
    }

    @Test
    void promotesAReleaseWhoseTotalsAreTheSumsOfTheirRows() throws SQLException {
        TestRelease release = march(WITH_TOTAL)
                .row(MARCH, "RAL", null, 10L, null, new BigDecimal("0.10"))
                .row(MARCH, "RX1", null, 20L, null, new BigDecimal("0.20"))
                .total(MARCH, "England", null, 30L, null, new BigDecimal("0.30"));

        ReleaseStatus status = loader.load(release);

        assertThat(status.state()).isEqualTo(ReleaseState.PROMOTED);
        assertThat(status.counts().rows()).isEqualTo(2);
        assertThat(loader.rows("waits", "provider")).containsExactly("RAL", "RX1");
    }

    @Test
    void doesNotCompareATotalWithRowsOfWhichOneIsSuppressed() throws SQLException {
        TestRelease release =
                row(row(march(WITH_TOTAL), "RAL", 10L), "RX1", null).total(MARCH, "England", null, 31L, null, null);

        assertThat(loader.load(release).state()).isEqualTo(ReleaseState.PROMOTED);
    }

    @Test
    void comparesATotalThatIsPublishedTooAndDoesNotAddItUp() throws SQLException {
        TestRelease good = row(row(row(march(WITH_KEPT_TOTAL), "RAL", 10L), "England", 30L), "RX1", 20L);
        assertThat(loader.load(good).counts().rows()).isEqualTo(3);
        TestRelease bad = new TestRelease(WITH_KEPT_TOTAL, "2", MARCH).at("2025-06-01T00:00:00Z");
        row(row(row(bad, "RAL", 10L), "England", 40L), "RX1", 20L);

        ReleaseStatus status = loader.load(bad);

        assertReason(status.reasons(), HoldCode.TOTAL_DIFFERS, "found the total 40", "expected 30");
        assertThat(loader.rows("waits", "provider, patients")).containsExactly("England|30", "RAL|10", "RX1|20");
    }

    @Test
    void comparesTheTotalOfEachWideHeadingWithItsOwnRows() throws SQLException {
        Manifest manifest = TestManifests.of("""
                dataset: ages
                title: Ages
                description: By age band
                fields:
                  - {name: provider, headings: [Provider], role: key}
                unpivot:
                  headings: '(?<value>\\d+-\\d+)'
                  dimension: {name: age}
                  value: {name: patients, type: integer}
                totals:
                  - when: {provider: [England]}
                """);
        Table table = manifest.datasets().get(0).table();
        TestRelease release = new TestRelease(manifest, "1", MARCH);
        for (Object[] values : new Object[][] {{"RAL", 1L, 10L}, {"RX1", 2L, 20L}, {"England", 3L, 31L}}) {
            List<TypedRow> rows = List.of(
                    typed(table, List.of(values[0], "0-17", values[1])),
                    typed(table, List.of(values[0], "18-99", values[2])));
            release.add(values[0].equals("England") ? RowKind.TOTAL : RowKind.DATA, rows);
        }

        assertReason(held(release), HoldCode.TOTAL_DIFFERS, "ages.patients", "found the total 31", "expected 30");
    }

    private static TypedRow typed(Table table, List<Object> values) {
        return new TypedRow(table.dataset(), MARCH, table.rowKey(MARCH, List.copyOf(values)), List.copyOf(values));
    }

    @Test
    void holdsAReleaseThatContradictsTheTable() throws SQLException {
        loader.load(february(1));
        Manifest manifest = TestManifests.of(TestManifests.WAITS.replace("type: integer", "type: date"));
        TestRelease release = new TestRelease(manifest, "1", MARCH).row(MARCH, "R0", "name", MARCH.end(), null, null);

        assertReason(
                held(release), HoldCode.INCOMPATIBLE_TABLE, "waits.patients", "type date", "integer, as the table");
    }

    @Test
    void holdsAReleaseWithAValueThatItsColumnCannotHold() throws SQLException {
        TestRelease release =
                march(WAITS).row(MARCH, "RAL", "a\0b", 1L, null, null).row(MARCH, "RX1", "c", 1L, null, null);

        assertReason(held(release), HoldCode.UNSTORABLE_VALUE, "waits.name, sheet 1 › row 1");
    }

    @Test
    void tellsEveryReasonAtOnce() throws SQLException {
        TestRelease release = march(WITH_TOTAL)
                .rows(RowKind.REJECTED, 9)
                .row(MARCH, "RAL", null, 10L, null, null)
                .total(MARCH, "England", null, 31L, null, null)
                .losing(1);

        assertThat(held(release))
                .extracting(HoldReason::code)
                .containsExactly(HoldCode.INCOMPLETE, HoldCode.TOO_MANY_REJECTED, HoldCode.TOTAL_DIFFERS);
    }

    @Test
    void promotesALaterAttemptAtAReleaseThatWasHeld() throws SQLException {
        held(row(march(WAITS), "RAL", 1L).losing(1));

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
                held(march(WAITS).row(MARCH, "RAL", "name", 100L, null, null)),
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
            loader.loading().refuse(loader.session(), refusal);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void holdsAReleaseThatWouldTurnLargeIntegersIntoNumbers() throws SQLException {
        loader.load(february(1).row(FEBRUARY, "RX", null, (1L << 53) + 1, null, null));
        Manifest manifest = TestManifests.of(TestManifests.WAITS.replace("type: integer", "type: number"));
        TestRelease release = new TestRelease(manifest, "1", MARCH).row(MARCH, "R0", "name", 1.5, null, null);

        assertReason(held(release), HoldCode.INCOMPATIBLE_TABLE, "waits.patients", "above 2^53");
    }

    @Test
    void doesNotCompareATotalOverPeriods() throws SQLException {
        Manifest manifest = TestManifests.of(
                TestManifests.WAITS.replace("fields:", "fields:\n  - {name: month, headings: [Month], role: period}")
                        + """
                totals:
                  - when: {month: [Total]}
                """);
        TestRelease release = new TestRelease(manifest, "1", MARCH)
                .row(MARCH, "RAL", null, 10L, null, null)
                .row(FEBRUARY, "RAL", null, 20L, null, null)
                .total(MARCH, "RAL", null, 30L, null, null);

        assertThat(loader.load(release).state()).isEqualTo(ReleaseState.PROMOTED);
    }

    @Test
    void goesOnWithOtherReleasesWhileOneIsHeld() throws SQLException {
        held(row(march(WAITS), "RAL", 1L).losing(1));

        assertThat(loader.load(february(1)).state()).isEqualTo(ReleaseState.PROMOTED);
    }
}
