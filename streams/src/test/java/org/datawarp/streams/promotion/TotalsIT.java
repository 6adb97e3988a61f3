package org.datawarp.streams.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.streams.release.HoldReasonAssert.assertReason;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.loader.TestLoader;
import org.datawarp.streams.loader.TestManifests;
import org.datawarp.streams.loader.TestRelease;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A release's totals are compared with its rows; one that differs is held. */
class TotalsIT {

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

    @AutoClose
    private final TestLoader loader = TestLoader.onNewDatabase();

    private static TestRelease march(Manifest manifest) {
        return new TestRelease(manifest, "1", MARCH);
    }

    private static TestRelease row(TestRelease release, String provider, @Nullable Long patients) {
        return release.row(MARCH, provider, null, patients, null, null);
    }

    @Test
    void holdsAReleaseWhoseTotalIsNotTheSumOfItsRows() throws SQLException {
        TestRelease release = march(WITH_TOTAL)
                .row(MARCH, "RAL", null, 10L, 0.1, new BigDecimal("0.10"))
                .row(MARCH, "RX1", null, 20L, 0.2, new BigDecimal("0.20"))
                .total(MARCH, "England", null, 31L, 99.0, new BigDecimal("0.30"));

        assertReason(
                loader.held(release),
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

        assertReason(
                loader.held(release), HoldCode.TOTAL_DIFFERS, "ages.patients", "found the total 31", "expected 30");
    }

    private static TypedRow typed(Table table, List<Object> values) {
        return new TypedRow(table.dataset(), MARCH, table.rowKey(MARCH, List.copyOf(values)), List.copyOf(values));
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
}
