package org.datawarp.streams.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.streams.loader.TestLoader;
import org.datawarp.streams.loader.TestManifests;
import org.datawarp.streams.loader.TestRelease;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which release's rows a period shows. */
class CoverageIT {

    private static final Manifest WAITS = TestManifests.waits();
    private static final Manifest APPENDED = TestManifests.of(TestManifests.WAITS + "load: append\n");
    private static final Manifest WHOLE = TestManifests.of(TestManifests.WAITS + "load: replace-all\n");
    private static final Period JANUARY = month(1);
    private static final Period FEBRUARY = month(2);
    private static final Period MARCH = month(3);
    private static final Period APRIL = month(4);

    @AutoClose
    private final TestLoader loader = TestLoader.onNewDatabase();

    private static Period month(int number) {
        return Period.month(YearMonth.of(2025, number));
    }

    private static TestRelease release(Manifest manifest, String run, Period period) {
        return new TestRelease(manifest, run, period);
    }

    private static TestRelease row(TestRelease release, Period period, String provider, long patients) {
        return release.row(period, provider, null, patients, null, null);
    }

    private List<String> rows() throws SQLException {
        return loader.rows("waits", "period_start, provider, patients, _release");
    }

    @Test
    void addsAMonthAndLeavesTheOthersAlone() throws SQLException {
        loader.load(row(release(WAITS, "1", MARCH), MARCH, "RAL", 1));

        ReleaseStatus status = loader.load(row(release(WAITS, "2", APRIL), APRIL, "RAL", 2));

        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(1, 0, 1, 0, 0));
        assertThat(rows()).containsExactly("2025-03-01|RAL|1|2025-03", "2025-04-01|RAL|2|2025-04");
    }

    @Test
    void bringsARollingWindowUpToDate() throws SQLException {
        TestRelease march = release(WAITS, "1", MARCH);
        row(march, JANUARY, "RAL", 1);
        row(march, FEBRUARY, "RAL", 2);
        row(march, MARCH, "RAL", 3);
        loader.load(march);
        TestRelease april = release(WAITS, "2", APRIL).at("2025-06-01T00:00:00Z");
        row(april, FEBRUARY, "RAL", 2);
        row(april, MARCH, "RAL", 33);
        row(april, APRIL, "RAL", 4);

        ReleaseStatus status = loader.load(april);

        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(3, 0, 1, 1, 0));
        assertThat(rows())
                .containsExactly(
                        "2025-01-01|RAL|1|2025-03",
                        "2025-02-01|RAL|2|2025-03",
                        "2025-03-01|RAL|33|2025-04",
                        "2025-04-01|RAL|4|2025-04");
    }

    @Test
    void deletesOnlyFromPeriodsThatTheReleaseCovers() throws SQLException {
        TestRelease march = release(WAITS, "1", MARCH);
        row(march, FEBRUARY, "RAL", 2);
        row(march, FEBRUARY, "RX1", 2);
        row(march, MARCH, "RAL", 3);
        row(march, MARCH, "RX1", 3);
        loader.load(march);
        TestRelease april = release(WAITS, "2", APRIL);
        row(april, MARCH, "RAL", 3);
        row(april, APRIL, "RAL", 4);

        ReleaseStatus status = loader.load(april);

        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(2, 0, 1, 0, 1));
        assertThat(loader.rows("waits", "period_start, provider"))
                .containsExactly("2025-02-01|RAL", "2025-02-01|RX1", "2025-03-01|RAL", "2025-04-01|RAL");
    }

    @Test
    void doesNotLetAnOlderReleaseOverwriteANewer() throws SQLException {
        TestRelease april = release(WAITS, "1", APRIL);
        row(april, MARCH, "RAL", 33);
        row(april, APRIL, "RAL", 4);
        loader.load(april);
        TestRelease march = release(WAITS, "2", MARCH).at("2025-06-01T00:00:00Z");
        row(march, FEBRUARY, "RAL", 2);
        row(march, MARCH, "RAL", 3);
        row(march, MARCH, "RX1", 3);

        ReleaseStatus status = loader.load(march);

        assertThat(status.state()).isEqualTo(ReleaseState.PROMOTED);
        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(3, 0, 1, 0, 0));
        assertThat(status.datasets().get(0).superseded()).isEqualTo(2);
        assertThat(rows())
                .containsExactly("2025-02-01|RAL|2|2025-03", "2025-03-01|RAL|33|2025-04", "2025-04-01|RAL|4|2025-04");
    }

    @Test
    void keepsTheYearsFiguresWhenItsLastMonthComesLate() throws SQLException {
        Period year = new Period(LocalDate.of(2024, 4, 1), LocalDate.of(2025, 3, 31), PeriodKind.FINANCIAL_YEAR);
        loader.load(row(release(WAITS, "1", year), MARCH, "RAL", 333));

        ReleaseStatus status = loader.load(row(release(WAITS, "2", MARCH).at("2025-07-01T00:00:00Z"), MARCH, "RAL", 3));

        assertThat(status.datasets().get(0).superseded()).isEqualTo(1);
        assertThat(rows()).containsExactly("2025-03-01|RAL|333|2024-25");
    }

    @Test
    void movesRowsThatALaterAttemptFindsInAnotherPeriod() throws SQLException {
        loader.load(row(release(WAITS, "1", MARCH), FEBRUARY, "RAL", 1));

        loader.load(row(release(WAITS, "2", MARCH).at("2025-06-01T00:00:00Z"), MARCH, "RAL", 1));

        assertThat(rows()).containsExactly("2025-03-01|RAL|1|2025-03");
        assertThat(loader.query("SELECT period_start FROM datawarp.coverage")).containsExactly("2025-03-01");
    }

    @Test
    void replacesTheWholeDatasetWhereItsManifestSaysSo() throws SQLException {
        TestRelease march = release(WHOLE, "1", MARCH);
        row(march, FEBRUARY, "RAL", 2);
        row(march, MARCH, "RAL", 3);
        loader.load(march);
        TestRelease april = release(WHOLE, "2", APRIL);
        row(april, MARCH, "RAL", 3);
        row(april, APRIL, "RAL", 4);

        ReleaseStatus status = loader.load(april);

        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(2, 0, 1, 0, 1));
        assertThat(rows()).containsExactly("2025-03-01|RAL|3|2025-03", "2025-04-01|RAL|4|2025-04");
    }

    @Test
    void doesNotLetAnOlderReleaseReplaceTheWholeDataset() throws SQLException {
        loader.load(row(release(WHOLE, "1", APRIL), APRIL, "RAL", 4));

        ReleaseStatus status = loader.load(row(release(WHOLE, "2", MARCH), MARCH, "RAL", 3));

        assertThat(status.datasets().get(0).superseded()).isEqualTo(1);
        assertThat(rows()).containsExactly("2025-04-01|RAL|4|2025-04");
    }

    @Test
    void addsToADatasetThatOnlyGrows() throws SQLException {
        TestRelease march = release(APPENDED, "1", MARCH);
        row(march, MARCH, "RAL", 3);
        row(march, MARCH, "RX1", 3);
        loader.load(march);
        TestRelease april = release(APPENDED, "2", APRIL);
        row(april, MARCH, "RAL", 33);
        row(april, APRIL, "RAL", 4);

        ReleaseStatus status = loader.load(april);

        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(2, 0, 1, 1, 0));
        assertThat(rows())
                .containsExactly("2025-03-01|RAL|33|2025-04", "2025-03-01|RX1|3|2025-03", "2025-04-01|RAL|4|2025-04");
    }

    @Test
    void addsWhatAnOlderReleaseHasButUpdatesNothingFromIt() throws SQLException {
        loader.load(row(release(APPENDED, "1", APRIL), MARCH, "RAL", 33));
        TestRelease march = release(APPENDED, "2", MARCH);
        row(march, MARCH, "RAL", 3);
        row(march, MARCH, "RX1", 3);

        ReleaseStatus status = loader.load(march);

        assertThat(status.counts()).isEqualTo(new ReleaseStatus.Counts(2, 0, 1, 0, 0));
        assertThat(status.datasets().get(0).superseded()).isEqualTo(1);
        assertThat(rows()).containsExactly("2025-03-01|RAL|33|2025-04", "2025-03-01|RX1|3|2025-03");
    }

    @Test
    void supersedesAnEarlierAttemptThatIsNotFinished() throws SQLException {
        TestRelease first = row(release(WAITS, "1", MARCH), MARCH, "RAL", 1);
        List<ConsumerRecord<byte[], byte[]>> messages = loader.stage(first, 3);
        TestRelease second = row(release(WAITS, "2", MARCH).at("2025-06-01T00:00:00Z"), MARCH, "RAL", 2);

        loader.load(second);
        loader.stageAll(messages.subList(3, messages.size()), 1);
        loader.decide();

        assertThat(loader.status(first).state()).isEqualTo(ReleaseState.SUPERSEDED);
        assertThat(loader.status(second).state()).isEqualTo(ReleaseState.PROMOTED);
        assertThat(rows()).containsExactly("2025-03-01|RAL|2|2025-03");
    }

    @Test
    void passesOverAnEarlierAttemptThatAPartitionDeliversWhichHasNotDeliveredTheLaterOne() throws SQLException {
        loader.load(row(release(WAITS, "2", MARCH).at("2025-06-01T00:00:00Z"), MARCH, "RAL", 2));
        TestRelease late = row(new TestRelease(WAITS, "1", MARCH, 2), MARCH, "RAL", 1);

        loader.stageAll(
                loader.announce(late).stream()
                        .filter(message -> message.partition() == 1)
                        .toList(),
                2);
        loader.decide();

        assertThat(loader.status(late).state()).isEqualTo(ReleaseState.SUPERSEDED);
        assertThat(rows()).containsExactly("2025-03-01|RAL|2|2025-03");
    }
}
