package org.datawarp.operate.schedule;

import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.operate.store.WatchStore.Lease;
import org.datawarp.producers.PublicationOutcome;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to check one publication, held until it is closed. Used by one thread. */
public final class Turn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    private final WatchStore store;
    private final Lease lease;
    private final Looks.Look look;
    private final InstantSource clock;
    private final Runnable end;
    private final Future<?> renewal;

    Turn(
            WatchStore store,
            Lease lease,
            Looks.Look look,
            InstantSource clock,
            ScheduledExecutorService renewals,
            Runnable end) {
        this.store = store;
        this.lease = lease;
        this.look = look;
        this.clock = clock;
        this.end = end;
        long every = Watching.RENEWAL.toMillis();
        this.renewal = renewals.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
    }

    /** If the lease is lost, the next write of the ledger fails. */
    private void renew() {
        try {
            if (!store.renew(lease, Watching.LEASE)) {
                LOG.atWarn()
                        .addKeyValue("publication", lease.publication())
                        .log("Another instance has taken over a publication");
            }
        } catch (DatabaseUnavailableException e) {
            LOG.atWarn().addKeyValue("problem", e.getMessage()).log("A lease could not be renewed; trying again");
        }
    }

    /**
     * Notes what was seen, reports what did not appear, and plans the next check.
     *
     * @param whole whether the check covered every release
     */
    public void looked(PublicationOutcome outcome, boolean whole) {
        look.succeeded(outcome, whole, clock.instant());
    }

    /** Plans the next check after one that saw nothing. */
    public void failed() {
        look.failed(clock.instant());
    }

    /** Lets the next instance check. */
    @Override
    public void close() {
        renewal.cancel(false);
        end.run();
        try {
            store.release(lease);
        } catch (DatabaseUnavailableException e) {
            LOG.atWarn()
                    .addKeyValue("problem", e.getMessage())
                    .log("A lease could not be released; it expires by itself");
        }
    }
}
