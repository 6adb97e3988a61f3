package org.datawarp.sinks.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.sinks.object.StoreWait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs once that publishing waits for its budget, however many threads wait, and once that it continues. Safe for
 * several threads.
 */
final class BudgetPauses {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetPauses.class);

    private final InstantSource clock;
    private final EventLog events;
    private int waiting;
    private Instant since = Instant.EPOCH;

    BudgetPauses(InstantSource clock, EventLog events) {
        this.clock = clock;
        this.events = events;
    }

    /** A thread begins to wait. */
    synchronized void begin(StoreWait wait) {
        waiting++;
        if (waiting == 1) {
            since = wait.since();
            LOG.atWarn()
                    .addKeyValue("budget", wait)
                    .log("Publishing waits for its budget: what is to be published waits in Kafka");
            record(EventType.PUBLISHING_PAUSED, Fact.WAITS_FOR, wait.toString());
        }
    }

    /** A thread continues. */
    synchronized void end() {
        waiting--;
        if (waiting == 0) {
            long seconds = Duration.between(since, clock.instant()).toSeconds();
            LOG.atInfo().addKeyValue("seconds", seconds).log("Publishing continues");
            record(EventType.PUBLISHING_RESUMED, Fact.SECONDS, Long.toString(seconds));
        }
    }

    private void record(EventType type, Fact fact, String value) {
        events.record(new Event(type, "", "", "", Map.of(fact, value), clock.instant()));
    }
}
