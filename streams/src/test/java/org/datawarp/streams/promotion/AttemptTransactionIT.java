package org.datawarp.streams.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.datawarp.streams.loader.GivenRows;
import org.datawarp.streams.loader.TestLoader;
import org.datawarp.streams.loader.TestManifests;
import org.datawarp.streams.loader.TestRelease;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayRefusedException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several releases are applied again in one transaction: all are seen, or none. */
class AttemptTransactionIT {

    private static final Manifest WAITS = TestManifests.waits();
    private static final Manifest MENDED = TestManifests.of(TestManifests.WAITS + "max-rejected: 0.2\n");
    private static final Period FEBRUARY = Period.month(YearMonth.of(2025, 2));
    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));

    @AutoClose
    private final TestLoader loader = TestLoader.onNewDatabase();

    private ReleaseStatus february;
    private ReleaseStatus march;

    @BeforeEach
    void open() throws SQLException {
        february = loader.load(release(WAITS, "1", FEBRUARY, 3));
        march = loader.load(release(WAITS, "2", MARCH, 5));
    }

    private static TestRelease release(String run, Period period, long patients) {
        return release(MENDED, run, period, patients);
    }

    private static TestRelease release(Manifest manifest, String run, Period period, long patients) {
        return new TestRelease(manifest, run, period).row(period, "RAL", "Royal", patients, null, null);
    }

    private AttemptTransaction begin() {
        return AttemptTransaction.open(loader.database(), event -> {}, () -> Instant.parse("2025-06-02T00:00:00Z"));
    }

    private static ReleaseAttempt next(AttemptTransaction transaction, ReleaseStatus source, TestRelease rows) {
        ReleaseAttempt attempt = transaction.begin(source, MENDED, "%016x".formatted(rows.hashCode()));
        GivenRows.give(rows, attempt);
        return attempt;
    }

    private List<String> rows() throws SQLException {
        return loader.rows("waits", "period_start, patients");
    }

    @Test
    void makesAllVisibleWithOneCommit() throws SQLException {
        long commits = loader.number("SELECT count(*) FROM datawarp.commits");
        try (AttemptTransaction transaction = begin()) {
            next(transaction, february, release("1", FEBRUARY, 30)).apply();
            next(transaction, march, release("2", MARCH, 50)).apply();
            assertThat(rows()).containsExactly("2025-02-01|3", "2025-03-01|5");

            assertThat(transaction.commit())
                    .extracting(ReleaseStatus::state)
                    .containsExactly(ReleaseState.PROMOTED, ReleaseState.PROMOTED);
        }

        assertThat(rows()).containsExactly("2025-02-01|30", "2025-03-01|50");
        assertThat(loader.number("SELECT count(*) FROM datawarp.commits")).isEqualTo(commits + 1);
        assertThat(CommitJson.read(loader.query("SELECT body FROM datawarp.commits ORDER BY id DESC LIMIT 1")
                        .get(0)))
                .extracting(Commit::release)
                .containsExactly(february.release(), march.release());
    }

    @Test
    void leavesAllAsTheyWereWhenOneWouldBeHeld() throws SQLException {
        try (AttemptTransaction transaction = begin()) {
            next(transaction, february, release("1", FEBRUARY, 30)).apply();

            assertThat(next(transaction, march, release("2", MARCH, 50).losing(1))
                            .apply()
                            .isGood())
                    .isFalse();

            assertThatThrownBy(transaction::commit)
                    .isInstanceOf(ReplayRefusedException.class)
                    .hasMessageContaining("would be held");
        }

        assertThat(rows()).containsExactly("2025-02-01|3", "2025-03-01|5");
        assertThat(loader.number("SELECT count(*) FROM datawarp.releases")).isEqualTo(2);
        assertThat(loader.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'stage'"))
                .isEqualTo(1);
    }

    @Test
    void leavesAllAsTheyWereWhenTheServerEndsItsSession() throws SQLException {
        AttemptTransaction transaction = begin();
        next(transaction, february, release("1", FEBRUARY, 30)).apply();

        // As when the process is killed: the server is told of nothing, and its session ends.
        loader.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction'");

        assertThatThrownBy(transaction::commit).isInstanceOf(DatabaseUnavailableException.class);
        transaction.close();
        assertThat(rows()).containsExactly("2025-02-01|3", "2025-03-01|5");
        try (AttemptTransaction again = begin()) {
            next(again, february, release("1", FEBRUARY, 30)).apply();
            again.commit();
        }
        assertThat(rows()).containsExactly("2025-02-01|30", "2025-03-01|5");
    }

    @Test
    void keepsAReleaseThatArrivesMeanwhile() throws SQLException {
        Period april = Period.month(YearMonth.of(2025, 4));
        try (AttemptTransaction transaction = begin()) {
            ReleaseAttempt attempt = next(transaction, march, release("2", MARCH, 50));

            // Newer, and says more of March too.
            TestRelease newer = new TestRelease(WAITS, "3", april)
                    .row(MARCH, "RAL", "Royal", 7L, null, null)
                    .row(april, "RAL", "Royal", 8L, null, null);
            assertThat(loader.load(newer).state()).isEqualTo(ReleaseState.PROMOTED);

            attempt.apply();
            transaction.commit();
        }

        assertThat(rows()).containsExactly("2025-02-01|3", "2025-03-01|7", "2025-04-01|8");
    }
}
