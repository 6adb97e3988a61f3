package org.datawarp.operate.schedule;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.operate.store.WatchStore.Lease;
import org.datawarp.operate.store.WatchStore.Watch;
import org.datawarp.producers.fetch.LedgerStore;
import org.datawarp.producers.schedule.PollPlan;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.name.PublicationName;

/**
 * Gives turns at looking at publications: to one instance at a time, and when the calendar says. Whoever is killed in a
 * turn loses it within the time of a lease, at once where its process is seen to be gone.
 *
 * <p>Keeps the ledgers too, for whoever has the turn. Safe for several threads; closed by its owner.
 */
public final class Watching implements LedgerStore, AutoCloseable {

    /** Renewed four times in it; a killed instance is taken over after it. */
    static final Duration LEASE = Duration.ofSeconds(20);

    static final Duration RENEWAL = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Later than any plan, and a time that PostgreSQL knows. */
    private static final Instant FAR_AWAY = Instant.parse("9999-12-31T00:00:00Z");

    private final WatchStore store;
    private final KeptLedgers ledgers;
    private final Looks looks;
    private final InstantSource clock;
    private final boolean steady;
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lease-renewal");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<PublicationName, Lease> held = new ConcurrentHashMap<>();
    private final Map<PublicationName, String> manifests = new ConcurrentHashMap<>();

    /**
     * Shares what is known through a store.
     *
     * @param store closed with this
     * @param copy where this instance has a copy of the ledgers that it kept: read where the store has none, because it is
     *     lost or new
     */
    public Watching(
            WatchStore store,
            LedgerStore copy,
            WatchSettings settings,
            PollPlan plan,
            EventLog events,
            InstantSource clock) {
        this.store = store;
        this.ledgers = new KeptLedgers(store, copy);
        this.looks = new Looks(store, settings, plan, events);
        this.steady = settings.every().isPresent();
        this.clock = clock;
    }

    /**
     * Waits for the turn, but not long.
     *
     * @throws LeaseTakenException when another instance goes on looking
     */
    public Turn await(Publication publication, String manifestVersion) throws IOException {
        return turn(publication, manifestVersion, awaitLease(store, publication.name()));
    }

    static Lease awaitLease(WatchStore store, PublicationName publication) throws IOException {
        long begun = System.nanoTime();
        while (true) {
            Optional<Lease> lease = store.take(publication, Holder.SELF.name(), LEASE);
            if (lease.isPresent()) {
                return lease.get();
            }
            String holder = store.holder(publication);
            if (new Holder(holder).isGone()) {
                store.evict(publication, holder);
            } else if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new LeaseTakenException(publication, holder);
            } else {
                rest();
            }
        }
    }

    /**
     * Which publications are not to be looked at yet: one question for all, for those who ask again and again.
     *
     * @param manifestVersions by publication
     */
    public Set<PublicationName> resting(Map<PublicationName, String> manifestVersions) {
        Instant now = dueUntil();
        Set<PublicationName> resting = new HashSet<>();
        for (Watch watch : store.watches()) {
            String last = manifests.getOrDefault(watch.publication(), watch.manifest());
            boolean sameManifest = last.equals(manifestVersions.get(watch.publication()));
            if (sameManifest
                    && watch.lookAgainAt() != null
                    && watch.lookAgainAt().isAfter(now)) {
                resting.add(watch.publication());
            }
        }
        return resting;
    }

    /**
     * Takes the turn if it is time to look, or the manifest has changed since this instance looked.
     *
     * @return empty when it is not, or another instance looks
     */
    public Optional<Turn> takeIfDue(Publication publication, String manifestVersion) {
        String mine = manifests.get(publication.name());
        boolean sameAsMine = manifestVersion.equals(mine);
        String holder = store.holder(publication.name());
        if (!holder.isEmpty() && new Holder(holder).isGone()) {
            store.evict(publication.name(), holder);
        }
        return store.takeIfDue(
                        publication.name(), Holder.SELF.name(), LEASE, dueUntil(), sameAsMine ? "" : manifestVersion)
                .map(lease -> turn(publication, manifestVersion, lease));
    }

    /** Whose time has come by then is due; at a steady pace, everybody's has whenever somebody asks. */
    private Instant dueUntil() {
        return steady ? FAR_AWAY : clock.instant();
    }

    private Turn turn(Publication publication, String manifestVersion, Lease lease) {
        held.put(publication.name(), lease);
        manifests.put(publication.name(), manifestVersion);
        Looks.Look look = looks.begin(publication, manifestVersion, lease, clock.instant());
        return new Turn(store, lease, look, clock, renewals, () -> held.remove(publication.name(), lease));
    }

    private static void rest() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while another instance looked");
        }
    }

    @Override
    public Optional<byte[]> read(PublicationName publication) throws IOException {
        return ledgers.read(publication);
    }

    @Override
    public void write(PublicationName publication, byte[] content) throws IOException {
        Lease lease = held.get(publication);
        if (lease == null) {
            throw new LeaseTakenException(publication, store.holder(publication));
        }
        ledgers.keep(publication, lease, content);
    }

    @Override
    public void close() {
        renewals.shutdownNow();
        store.close();
    }
}
