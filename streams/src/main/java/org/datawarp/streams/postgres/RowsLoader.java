package org.datawarp.streams.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.datawarp.schemas.event.EventLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the rows topics into PostgreSQL: stages typed rows with their positions, each batch in one transaction, and
 * promotes or holds every release that is complete.
 *
 * <p>Whatever happens to it, the database and the positions in it stay in step: a restart goes on exactly where it
 * stopped. One thread calls {@link #run}; {@link #close} may be called by another.
 */
public final class RowsLoader implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RowsLoader.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Below the patience of whoever stops the process. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

    private final LoaderSettings settings;
    private final EventLog events;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable RowsConsumer running;

    public RowsLoader(LoaderSettings settings, EventLog events, InstantSource clock) {
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Loads until it is closed or interrupted. A database that is away is waited for.
     *
     * @throws LoaderStoppedException when something else is wrong
     */
    @Override
    public void run() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("A loader runs once: make another");
        }
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
            ended.countDown();
        }
    }

    private record Loop(ReleaseLoading loading, RowsConsumer consumer, Progress progress) {}

    private void loadAndReconnect(Loop loop) {
        Duration pause = FIRST_PAUSE;
        while (!isClosing()) {
            long start = System.nanoTime();
            try {
                load(loop);
            } catch (SQLException | RuntimeException e) {
                if (e instanceof WakeupException || e instanceof InterruptException) {
                    return;
                }
                FailureKind kind = FailureKind.of(e);
                if (!kind.isPassing()) {
                    throw new LoaderStoppedException(kind, e);
                }
                boolean wentWell = System.nanoTime() - start > LONGEST_PAUSE.toNanos();
                pause = wentWell ? FIRST_PAUSE : pause;
                LOG.atWarn().addKeyValue("failure", kind).setCause(e).log("Loading is interrupted and tries again");
                loop.consumer().replace();
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /** Loads over one connection. */
    private void load(Loop loop) throws SQLException {
        try (DatabaseSession session = DatabaseSession.open(settings.database(), DatabaseSession.SOON)) {
            session.patiently(() -> StagedRows.recover(session));
            loop.consumer().replace();
            boolean mayBeComplete = true;
            while (!isClosing()) {
                List<ConsumerRecord<byte[], byte[]>> messages = loop.consumer().poll();
                mayBeComplete |= stage(loop, session, messages);
                mayBeComplete |= loop.consumer().place(session);
                if (mayBeComplete) {
                    session.patiently(() -> loop.loading().decideOnComplete(session));
                    mayBeComplete = false;
                }
            }
        }
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

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void rest(Duration pause) {
        try {
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atDebug().log("Loader was asked to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    /**
     * Has {@link #run} end after the transaction it is in, and waits for that, but not for long: a transaction that is cut
     * short has not happened. Does nothing when it is not running.
     */
    @Override
    public void close() {
        closing.countDown();
        RowsConsumer consumer = running;
        if (consumer != null) {
            consumer.wakeUp();
        }
        try {
            if (started.get() && !ended.await(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("Loading is left in the middle of a transaction, which counts for nothing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
