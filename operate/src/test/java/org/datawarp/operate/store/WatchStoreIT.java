package org.datawarp.operate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.datawarp.operate.store.WatchStore.Lease;
import org.datawarp.operate.store.WatchStore.Seen;
import org.datawarp.operate.store.WatchStore.Watch;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances that share what they watch. */
class WatchStoreIT {

    private static final PublicationName VISITS = new PublicationName("visits");
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Instant NOW = Instant.parse("2026-02-12T09:30:00Z");

    private WatchStore one;
    private WatchStore other;

    @BeforeEach
    void open() throws SQLException {
        DatabaseSettings database = TestDatabase.create();
        one = new WatchStore(database);
        other = new WatchStore(database);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void givesAPublicationToOneOfThoseWhoAskAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 20; i++) {
                PublicationName publication = new PublicationName("visits-" + i);
                List<Future<Optional<Lease>>> leases = threads.invokeAll(List.<Callable<Optional<Lease>>>of(
                        () -> one.take(publication, "one", LONG), () -> other.take(publication, "other", LONG)));

                assertThat(List.of(leases.get(0).get(), leases.get(1).get()))
                        .filteredOn(Optional::isPresent)
                        .hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givesItToTheNextWhenItIsLetGo() {
        Lease lease = one.take(VISITS, "one", LONG).orElseThrow();
        assertThat(other.take(VISITS, "other", LONG)).isEmpty();
        assertThat(other.holder(VISITS)).isEqualTo("one");

        one.release(lease);

        assertThat(other.take(VISITS, "other", LONG)).isPresent();
    }

    @Test
    void shutsOutAHolderWhoWasTakenOver() {
        Lease late = one.take(VISITS, "one", SHORT).orElseThrow();
        Awaitility.await().until(() -> other.take(VISITS, "other", LONG).isPresent());

        assertThat(one.renew(late, LONG)).isFalse();
        assertThat(one.keepLedger(late, new byte[] {1})).isFalse();
        assertThat(one.note(late, "m", NOW, NOW, List.of(seen("2026-01")))).isFalse();
        one.release(late);

        assertThat(other.ledger(VISITS)).isEmpty();
        assertThat(other.sightings(VISITS)).isEmpty();
        assertThat(one.holder(VISITS))
                .as("is not let go by who does not hold it")
                .isEqualTo("other");
    }

    @Test
    void keepsAHolderWhoRenews() {
        Lease lease = one.take(VISITS, "one", SHORT).orElseThrow();

        assertThat(one.renew(lease, LONG)).isTrue();
        Awaitility.await()
                .during(SHORT.multipliedBy(2))
                .until(() -> other.take(VISITS, "other", LONG).isEmpty());
    }

    @Test
    void takesFromAHolderWhoIsGone() {
        one.take(VISITS, "one", LONG);

        other.evict(VISITS, "somebody else");
        assertThat(other.take(VISITS, "other", LONG)).isEmpty();
        other.evict(VISITS, "one");
        assertThat(other.take(VISITS, "other", LONG)).isPresent();
    }

    @Test
    void isDueWhenItsTimeHasComeOrItsManifestHasChanged() {
        Lease lease = one.takeIfDue(VISITS, "one", LONG, NOW, "").orElseThrow();
        one.note(lease, "first", NOW, NOW.plusSeconds(60), List.of());
        one.release(lease);

        assertThat(other.takeIfDue(VISITS, "other", LONG, NOW.plusSeconds(59), "first"))
                .isEmpty();
        Lease changed = other.takeIfDue(VISITS, "other", LONG, NOW.plusSeconds(59), "second")
                .orElseThrow();
        other.release(changed);
        Lease due =
                other.takeIfDue(VISITS, "other", LONG, NOW.plusSeconds(60), "").orElseThrow();

        assertThat(due.lookedAt()).isEqualTo(NOW);
        assertThat(due.fence()).isGreaterThan(changed.fence());
        assertThat(other.watches()).containsExactly(new Watch(VISITS, "other", NOW, NOW.plusSeconds(60), "first"));
    }

    @Test
    void sharesWhatWasFoundOut() {
        Lease lease = one.take(VISITS, "one", LONG).orElseThrow();
        Seen january = seen("2026-01");
        Seen old = new Seen(new ReleaseName("2025-12"), Period.month(YearMonth.of(2025, 12)), NOW, null);
        one.note(lease, "m", NOW, NOW, List.of(january, old));
        one.note(
                lease, "m", null, NOW, List.of(new Seen(january.release(), january.period(), NOW.plusSeconds(9), NOW)));
        one.keepLedger(lease, new byte[] {1, 2});

        assertThat(other.sightings(VISITS)).containsExactly(old, january);
        assertThat(other.ledger(VISITS)).hasValue(new byte[] {1, 2});
        assertThat(one.tell(VISITS, "2026-02", "release_late", NOW)).isTrue();
        assertThat(other.tell(VISITS, "2026-02", "release_late", NOW)).isFalse();
        assertThat(other.tell(VISITS, "2026-02", "release_missing", NOW)).isTrue();
    }

    private static Seen seen(String month) {
        return new Seen(new ReleaseName(month), Period.month(YearMonth.parse(month)), NOW, NOW.minusSeconds(15));
    }
}
