package org.datawarp.streams.topology;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.datawarp.schemas.topic.TopicCreation;
import org.datawarp.schemas.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the topology. Threads that fail are replaced, after a growing pause. When that does not help, or Kafka Streams
 * gives up by itself, the owner is notified once.
 *
 * <p>The caller that made it owns and closes it. {@link #start} and {@link #close} are called from one thread, the rest
 * from any.
 */
public final class StreamsApplication implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApplication.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);

    private final StreamsSettings settings;
    private final KafkaStreams streams;
    private final ThreadFailures failures = new ThreadFailures();
    private final Consumer<Throwable> onFailure;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean closing;

    /** @param onFailure called when the application has stopped for good; from any thread, at most once */
    public StreamsApplication(StreamsSettings settings, Consumer<Throwable> onFailure) {
        this.settings = settings;
        this.onFailure = onFailure;
        streams =
                new KafkaStreams(RawToRowsTopology.build(settings.manifestPatience()), StreamsProperties.of(settings));
        streams.setUncaughtExceptionHandler(this::respond);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
                tell(new IllegalStateException("Kafka Streams stopped: see the log above for the cause"));
            }
        });
    }

    /** Starts the application, after creating the manifests topic if it is missing. Returns at once. */
    public void start() {
        // Global stores read their topic at the start, and fail when it is not there.
        TopicCreation.createIfAbsent(settings.client(), Topics.manifests());
        streams.start();
    }

    /** Whether every partition has an owner and its state. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Called on the thread that dies. */
    private StreamThreadExceptionResponse respond(Throwable failure) {
        if (closing) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        boolean again = failures.isWorthAnotherTry(failure);
        LOG.atError().setCause(failure).log(again ? "A Streams thread failed and is replaced" : "Streams failed");
        if (again && failures.pause()) {
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        tell(failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void tell(Throwable failure) {
        if (!closing && told.compareAndSet(false, true)) {
            onFailure.accept(failure);
        }
    }

    /** Finishes the current rows, commits, and leaves the group, so that the next start need not wait. */
    @Override
    public void close() {
        closing = true;
        boolean stopped = streams.close(CloseOptions.timeout(CLOSE_PATIENCE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (!stopped) {
            LOG.atWarn().log("Streams did not stop in time; what was not committed will be done again");
        }
    }
}
