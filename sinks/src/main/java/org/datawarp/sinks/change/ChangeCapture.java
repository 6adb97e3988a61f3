package org.datawarp.sinks.change;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.schemas.topic.TopicCreation;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the database and publishes its row changes and transactions to Kafka, at least once and whole.
 *
 * <p>Works in threads of its own. Temporary failures are retried; a permanent failure ends capture and is reported to
 * the owner. The owner closes it; any thread may ask for its health.
 */
public final class ChangeCapture implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeCapture.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(60);

    private final CaptureSettings settings;
    private final Consumer<CaptureException> onFailure;
    private final SourceDatabase database;
    private final CaptureProgress progress;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "change-capture");

    private volatile CaptureHealth.State state = CaptureHealth.State.NEW;
    private volatile @Nullable EngineRun engine;

    /**
     * @param events receives each transaction that is safe in Kafka
     * @param onFailure called once, when a permanent failure has ended capture
     */
    public ChangeCapture(
            CaptureSettings settings, EventLog events, InstantSource clock, Consumer<CaptureException> onFailure) {
        this.settings = settings;
        this.onFailure = onFailure;
        this.database = new SourceDatabase(settings.database());
        this.progress = new CaptureProgress(events, clock);
    }

    /**
     * Makes the next start publish all rows in the database, in place of all that was published.
     *
     * @throws IllegalStateException while capture runs
     */
    public static void forgetPosition(CaptureSettings settings) throws SQLException {
        boolean runs = new SourceDatabase(settings.database())
                .slot(settings.slot())
                .map(SlotState::active)
                .orElse(false);
        if (runs) {
            throw new IllegalStateException(
                    "Cannot reset capture while it runs: %s is in use; stop it first".formatted(settings));
        }
        TopicCreation.createIfAbsent(settings.kafka(), Topics.captureOffsets());
        try (StoredPosition position = StoredPosition.open(settings.kafka(), settings.slot())) {
            position.forget();
        }
    }

    /**
     * Makes the sink pass over every transaction that it has not read. Call {@link #forgetPosition} before, so that all
     * rows are published again after them.
     */
    public static void setTransactionsAside(CaptureSettings settings) {
        try (ChangePublisher publisher = ChangePublisher.open(settings.kafka())) {
            publisher.setTransactionsAside();
        }
    }

    /** The end of the last transaction that was published whole; empty when none was. */
    public static OptionalLong position(CaptureSettings settings) {
        TopicCreation.createIfAbsent(settings.kafka(), Topics.captureOffsets());
        try (StoredPosition position = StoredPosition.open(settings.kafka(), settings.slot())) {
            return position.lsn().map(OptionalLong::of).orElseGet(OptionalLong::empty);
        }
    }

    /** Whether the database ends before what was published from it, so that capture would refuse to start. */
    public static boolean isDatabaseOlder(CaptureSettings settings) throws SQLException {
        long end = new SourceDatabase(settings.database()).endLsn();
        TopicCreation.createIfAbsent(settings.kafka(), Topics.captureOffsets());
        try (StoredPosition position = StoredPosition.open(settings.kafka(), settings.slot())) {
            return position.lsn().map(stored -> stored > end).orElse(false);
        }
    }

    /** Returns at once; {@link #awaitReady} returns when no change is missed any more. */
    public void start() {
        state = CaptureHealth.State.STARTING;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Returns when every change that is committed from now on will be published.
     *
     * @throws CaptureException when capture cannot start
     */
    public void awaitReady(Duration longest) throws InterruptedException, TimeoutException {
        try {
            ready.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new CaptureException(CaptureFailures.kindOf(e), String.valueOf(progress.problem()), e);
        }
    }

    /** The state of capture. */
    public CaptureHealth health() {
        return new CaptureHealth(state, progress.lsn(), progress.committedAt(), progress.changes(), progress.problem());
    }

    private void follow() {
        int failures = 0;
        while (isOpen()) {
            long before = progress.lsn();
            try {
                followOnce();
            } catch (Exception e) {
                failures = progress.lsn() == before ? failures + 1 : 1;
                if (isOpen() && !waitAfter(e, failures)) {
                    return;
                }
            } catch (Error e) {
                fail(FailureKind.UNEXPECTED, e);
                throw e;
            }
        }
    }

    private void followOnce() throws SQLException, InterruptedException {
        state = CaptureHealth.State.STARTING;
        try (ChangePublisher publisher = ChangePublisher.open(settings.kafka())) {
            publisher.ready(Topics.captureOffsets());
            new CaptureStart(settings, database)
                    .prepare(() -> StoredPosition.open(settings.kafka(), settings.slot()), publisher);
            EngineRun run = new EngineRun(settings, new TransactionFeed(publisher, database, progress), this::running);
            engine = run;
            if (isOpen()) {
                try (SlotWatch watch = SlotWatch.start(database, settings.slot(), run::lose)) {
                    run.run();
                }
            }
            if (isOpen()) {
                throw new IllegalStateException("Change capture ended by itself");
            }
        } finally {
            engine = null;
        }
    }

    private void running() {
        state = CaptureHealth.State.RUNNING;
        ready.complete(null);
    }

    /** @return whether to try again */
    private boolean waitAfter(Exception failure, int failures) {
        FailureKind kind = CaptureFailures.kindOf(failure);
        if (!CaptureFailures.mayTryAgain(kind, failures)) {
            fail(kind, failure);
            return false;
        }
        progress.failed(String.valueOf(failure.getMessage()));
        state = CaptureHealth.State.WAITING;
        Duration pause = CaptureFailures.BACKOFF.pauseAfter(failures);
        LOG.atWarn().setCause(failure).log("Change capture is interrupted and tries again; {}", kind.advice());
        try {
            return !closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void fail(FailureKind kind, Throwable failure) {
        CaptureException last = new CaptureException(kind, String.valueOf(failure.getMessage()), failure);
        progress.failed(String.valueOf(last.getMessage()));
        state = CaptureHealth.State.FAILED;
        ready.completeExceptionally(last);
        onFailure.accept(last);
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    /** Waits up to a minute for the engine to end. What was not acknowledged is delivered again after the next start. */
    @Override
    public void close() {
        closing.countDown();
        EngineRun run = engine;
        if (run == null) {
            thread.interrupt();
        } else {
            run.close();
        }
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ready.completeExceptionally(new IllegalStateException("Change capture is closed"));
        if (state != CaptureHealth.State.FAILED) {
            state = CaptureHealth.State.CLOSED;
        }
    }
}
