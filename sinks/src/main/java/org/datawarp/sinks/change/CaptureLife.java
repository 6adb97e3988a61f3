package org.datawarp.sinks.change;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.datawarp.schemas.event.CloudEvents;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Capture in a task of Kafka Connect, from one start to the next failure. It makes the same checks and writes the same
 * messages as in a process of our own.
 *
 * <p>One thread polls and closes; {@link #confirm} may be called by another.
 */
final class CaptureLife implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureLife.class);
    private static final Duration WAIT = Duration.ofMillis(100);

    private final CaptureSettings settings;
    private final SourceTaskContext context;
    private final SourceDatabase database;
    private final RecordOutlet outlet;
    private final CaptureProgress progress;
    private final EventTranslation translation;
    private final LightTask debezium = new LightTask();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread starting = new Thread(this::begin, "capture-start");
    private volatile @Nullable SlotWatch watch;
    private volatile boolean started;
    private boolean closed;

    CaptureLife(CaptureSettings settings, SourceTaskContext context, UnderWay underWay) {
        this.settings = settings;
        this.context = context;
        this.database = new SourceDatabase(settings.database());
        Map<String, Object> stored = WorkerPosition.read(context.offsetStorageReader());
        this.outlet = new RecordOutlet(underWay, stored == null ? Map.of() : stored);
        this.progress = new CaptureProgress(
                event -> outlet.send(
                        Topics.events().name(),
                        event.run().getBytes(StandardCharsets.UTF_8),
                        CloudEvents.encode(event, UUID.randomUUID().toString())),
                InstantSource.system());
        this.translation = new EventTranslation(outlet, database::logsRowsBefore);
    }

    /** Returns at once. The checks and the initial rows may take long; {@link #poll} delivers the results. */
    void start() {
        starting.setDaemon(true);
        starting.start();
    }

    private void begin() {
        try {
            WorkerPosition position = new WorkerPosition(context.offsetStorageReader(), outlet, settings.slot());
            new CaptureStart(settings, database).prepare(() -> position, outlet);
            startDebezium(position);
        } catch (Exception | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private synchronized void startDebezium(WorkerPosition position) {
        if (closed) {
            return;
        }
        debezium.initialize(new GivenPosition(context, position.start()));
        debezium.start(EngineProperties.ofConnector(settings));
        watch = SlotWatch.start(
                database,
                settings.slot(),
                reason -> failure.compareAndSet(null, new CaptureException(FailureKind.DATABASE_AWAY, reason)));
        started = true;
    }

    /**
     * The records that the worker must write next; may be empty.
     *
     * @throws IllegalStateException with what ended this life as its cause
     */
    List<SourceRecord> poll() throws InterruptedException {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("Change capture stopped: " + cause.getMessage(), cause);
        }
        if (!started || !outlet.isEmpty()) {
            return outlet.take(WAIT);
        }
        List<SourceRecord> events = debezium.poll();
        if (events != null) {
            translate(events);
        }
        return outlet.take(Duration.ZERO);
    }

    private void translate(List<SourceRecord> events) {
        List<OpenTransaction> complete = new ArrayList<>();
        SourceRecord end = null;
        for (SourceRecord event : events) {
            OpenTransaction ended = translation.take(event);
            if (ended != null) {
                complete.add(ended);
                end = event;
            }
        }
        if (end != null) {
            outlet.flush();
            complete.forEach(progress::published);
            long lsn = EventTranslation.endLsn(end);
            Instant at = EventTranslation.committedAt(end);
            outlet.reached(lsn);
            progress.acknowledged(lsn, at);
        }
    }

    /** The position that this life reached; 0 when it delivered nothing. */
    long lsn() {
        return progress.lsn();
    }

    /** Lets PostgreSQL forget what the worker has stored: Debezium asks its storage. */
    void confirm() throws InterruptedException {
        if (started) {
            debezium.commit();
        }
    }

    @Override
    public void close() {
        outlet.close();
        starting.interrupt();
        SlotWatch watching = watch;
        if (watching != null) {
            watching.close();
        }
        stopDebezium();
    }

    private synchronized void stopDebezium() {
        closed = true;
        if (started) {
            try {
                debezium.stop();
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("Debezium did not stop in order");
            }
        }
    }
}
