package org.datawarp.sinks.change;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.source.SourceRecord;
import org.datawarp.schemas.retry.FailureKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of the Debezium engine. {@link #run} blocks in one thread, {@link #close} ends it from another. */
final class EngineRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineRun.class);
    private static final Duration START_WAIT = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean ended;

    EngineRun(CaptureSettings settings, TransactionFeed feed, Runnable onPolling) {
        this.engine = DebeziumEngine.create(Connect.class)
                .using(EngineProperties.of(settings))
                .using(onceItPolls(onPolling))
                .using((success, message, error) -> {
                    if (!success) {
                        failure.set(error == null ? new IllegalStateException(message) : error);
                    }
                })
                .notifying(feed)
                .build();
    }

    private static DebeziumEngine.ConnectorCallback onceItPolls(Runnable onPolling) {
        return new DebeziumEngine.ConnectorCallback() {
            @Override
            public void pollingStarted() {
                onPolling.run();
            }
        };
    }

    /** Returns when the engine was closed; otherwise throws the reason why it ended. */
    void run() {
        try {
            engine.run();
        } finally {
            ended = true;
        }
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("Change capture stopped: " + cause.getMessage(), cause);
        }
    }

    /** Ends {@link #run} with a temporary failure. */
    void lose(String message) {
        failure.compareAndSet(null, new CaptureException(FailureKind.DATABASE_AWAY, message));
        close();
    }

    /** The engine cannot be closed while its tasks start or stop, so this retries for a while. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + START_WAIT.toNanos();
        while (!ended) {
            try {
                engine.close();
                return;
            } catch (IllegalStateException e) {
                if (System.nanoTime() - deadline > 0 || !pause()) {
                    LOG.atDebug().setCause(e).log("The engine neither starts nor ends");
                    return;
                }
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("The engine did not close in order");
                return;
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
