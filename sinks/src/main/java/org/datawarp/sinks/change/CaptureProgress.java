package org.datawarp.sinks.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.jspecify.annotations.Nullable;

/** How far capture has come, for reports. Written by the engine's thread, read by any. */
final class CaptureProgress {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventLog events;
    private final InstantSource clock;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong lsn = new AtomicLong();
    private final AtomicReference<@Nullable Instant> committedAt = new AtomicReference<>();

    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

    CaptureProgress(EventLog events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Records a transaction that was published to its end. */
    void published(OpenTransaction transaction) {
        changes.addAndGet(transaction.changes());
        if (transaction.isPublished()) {
            JsonNode commit = commit(transaction.commitBody());
            events.record(new Event(
                    EventType.TRANSACTION_CAPTURED,
                    commit.path("publication").asText(),
                    commit.path("release").asText(),
                    commit.path("run").asText(),
                    Map.of(
                            Fact.TRANSACTION, Long.toString(transaction.id()),
                            Fact.CHANGES, Long.toString(transaction.changes())),
                    clock.instant()));
        }
    }

    /** A body that is not JSON is passed to the sink unchanged, which reports it. */
    private static JsonNode commit(@Nullable String body) {
        try {
            return body == null ? JSON.missingNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    void acknowledged(long endLsn, Instant at) {
        problem.set(null);
        lsn.set(endLsn);
        committedAt.set(at);
    }

    /** Records a problem, which remains until something is acknowledged again. */
    void failed(String message) {
        problem.set(message);
    }

    @Nullable
    String problem() {
        return problem.get();
    }

    long changes() {
        return changes.get();
    }

    long lsn() {
        return lsn.get();
    }

    @Nullable
    Instant committedAt() {
        return committedAt.get();
    }
}
