package org.datawarp.streams.loader;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.streams.database.DatabaseFailures;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.EndlessWork;
import org.datawarp.streams.release.RefusedReleaseException;
import org.datawarp.streams.staging.StagedRows;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the rows topics into PostgreSQL: stages typed rows with their positions, each batch in one transaction, and
 * promotes or holds every release that is complete.
 *
 * <p>The database and the positions in it always agree: a restart continues exactly where it
 * stopped. One thread calls {@link #run}; {@link #close} may be called by another.
 */
public final class RowsLoader implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RowsLoader.class);

    /** A session of PostgreSQL remembers every table that it has seen, also those for the rows of releases long promoted. */
    private static final Duration SESSION_LIFE = Duration.ofMinutes(10);

    private final LoaderSettings settings;
    private final EventLog events;
    private final InstantSource clock;
    private final Duration sessionLife;
    private final EndlessWork work = new EndlessWork(Backoff.endless(Duration.ofMillis(200), Duration.ofSeconds(10)));
    private volatile @Nullable RowsConsumer running;

    public RowsLoader(LoaderSettings settings, EventLog events, InstantSource clock) {
        this(settings, events, clock, SESSION_LIFE);
    }

    /** @param sessionLife after how long a connection is exchanged for a new one, between two transactions */
    RowsLoader(LoaderSettings settings, EventLog events, InstantSource clock, Duration sessionLife) {
        this.settings = settings;
        this.events = events;
        this.clock = clock;
        this.sessionLife = sessionLife;
    }

    /**
     * Loads until it is closed or interrupted. A database that is away is waited for.
     *
     * @throws LoaderStoppedException when something else is wrong
     */
    @Override
    public void run() {
        work.begin();
        Progress progress = new Progress(settings.application());
        try (ManifestTopic manifests = new ManifestTopic(settings.kafka());
                RowsConsumer consumer = new RowsConsumer(settings, progress)) {
            running = consumer;
            ReleaseLoading loading = new ReleaseLoading(manifests, events, clock);
            loadAndReconnect(new Loop(loading, consumer, progress));
        } catch (WakeupException | InterruptException e) {
            LOG.atDebug().log("Loader was asked to stop");
        } finally {
            running = null;
            work.end();
        }
    }

    private record Loop(ReleaseLoading loading, RowsConsumer consumer, Progress progress) {}

    private void loadAndReconnect(Loop loop) {
        while (!work.isClosing()) {
            long start = System.nanoTime();
            try {
                load(loop);
            } catch (SQLException | RuntimeException e) {
                if (e instanceof WakeupException || e instanceof InterruptException) {
                    return;
                }
                FailureKind kind = DatabaseFailures.kindOf(e);
                if (!kind.isRetryable()) {
                    throw new LoaderStoppedException(kind, e);
                }
                LOG.atWarn().addKeyValue("failure", kind).setCause(e).log("Loading is interrupted and tries again");
                loop.consumer().replace();
                work.restAfter(start);
            }
        }
    }

    /** Continues from the stored positions, over one connection after another. */
    private void load(Loop loop) throws SQLException {
        try (DatabaseSession session = openSession()) {
            session.patiently(() -> StagedRows.recover(session));
            loop.consumer().replace();
            load(loop, session);
        }
        while (!work.isClosing()) {
            try (DatabaseSession session = openSession()) {
                load(loop, session);
            }
        }
    }

    private DatabaseSession openSession() throws SQLException {
        return DatabaseSession.open(settings.database(), DatabaseSession.SOON);
    }

    /** Loads until the connection has lived its time. Each pass ends with its transaction: nothing is left to another. */
    private void load(Loop loop, DatabaseSession session) throws SQLException {
        long start = System.nanoTime();
        boolean mayBeComplete = true;
        do {
            List<ConsumerRecord<byte[], byte[]>> messages = loop.consumer().poll();
            mayBeComplete |= stage(loop, session, messages);
            mayBeComplete |= loop.consumer().place(session);
            if (mayBeComplete) {
                session.patiently(() -> loop.loading().applyComplete(session));
                mayBeComplete = false;
            }
        } while (!work.isClosing() && System.nanoTime() - start < sessionLife.toNanos());
    }

    private static boolean stage(Loop loop, DatabaseSession session, List<ConsumerRecord<byte[], byte[]>> messages)
            throws SQLException {
        if (messages.isEmpty()) {
            return false;
        }
        try {
            return loop.loading().stage(session, loop.progress(), messages, loop.consumer()::partitionsOf);
        } catch (RefusedReleaseException e) {
            session.patiently(() -> loop.loading().refuse(session, e));
            loop.consumer().replace();
            return true;
        }
    }

    /**
     * Has {@link #run} end after the transaction it is in, and waits for that, but not for long: a transaction that is cut
     * short has not happened. Does nothing when it is not running.
     */
    @Override
    public void close() {
        boolean ended = work.close(() -> {
            RowsConsumer consumer = running;
            if (consumer != null) {
                consumer.wakeUp();
            }
        });
        if (!ended) {
            LOG.atWarn().log("Loading is left in the middle of a transaction, which counts for nothing");
        }
    }
}
