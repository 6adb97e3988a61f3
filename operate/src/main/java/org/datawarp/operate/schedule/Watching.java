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
 * Gives turns at checking publications: to one instance at a time, and when the calendar says so. An instance that is
 * killed in its turn loses it when its lease expires, or at once if its process is known to have ended.
 *
 * <p>Also keeps the ledgers, for the instance that has the turn. Safe for several threads; closed by its owner.
 */
public final class Watching implements LedgerStore, AutoCloseable {

    /** A lease is renewed four times in this time; after it, another instance takes over from a killed one. */
    static final Duration LEASE = Duration.ofSeconds(20);

    static final Duration RENEWAL = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Later than any plan, and a time that PostgreSQL can store. */
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
     * Shares the state through a store.
     *
     * @param store closed with this
     * @param copy this instance's copy of its ledgers; read if the store has none, because it was lost or is new
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
     * Waits for the turn for a short time.
     *
     * @throws LeaseTakenException when another instance keeps checking
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
     * The publications that are not due yet: one query for all, for callers that ask often.
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
     * Takes the turn if a check is due, or the manifest has changed since this instance last checked.
     *
     * @return empty when no check is due, or another instance checks
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

    /** A publication is due when its planned time has come; at a fixed pace, all are due at every call. */
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
            throw new InterruptedIOException("Interrupted while another instance checked");
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
