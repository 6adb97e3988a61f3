package org.datawarp.streams.postgres;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what became of attempts, once that is committed. Owned by one thread. */
final class ReleaseEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseEvents.class);

    private final EventLog events;
    private final InstantSource clock;

    ReleaseEvents(EventLog events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /** @param nanos how long its decision took */
    void tell(ReleaseStatus release, long nanos) {
        switch (release.state()) {
            case HELD -> tellHeld(release, release.reasons());
            case PROMOTED -> tellFinished(EventType.RELEASE_PROMOTED, release, nanos);
            case UNCHANGED -> tellFinished(EventType.RELEASE_UNCHANGED, release, nanos);
            case LOADING, SUPERSEDED, WITHDRAWN -> {}
        }
    }

    private void tellFinished(EventType type, ReleaseStatus release, long nanos) {
        ReleaseStatus.Counts counts = release.counts();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("rows", Long.toString(counts.rows()));
        facts.put("inserted", Long.toString(counts.inserted()));
        facts.put("updated", Long.toString(counts.updated()));
        facts.put("deleted", Long.toString(counts.deleted()));
        facts.put("rejected", Long.toString(counts.rejected()));
        record(type, release, facts);
        LOG.atInfo()
                .addKeyValue("publication", release.publication())
                .addKeyValue("release", release.release())
                .addKeyValue("state", release.state().word())
                .addKeyValue("rows", counts.rows())
                .addKeyValue("inserted", counts.inserted())
                .addKeyValue("updated", counts.updated())
                .addKeyValue("deleted", counts.deleted())
                .addKeyValue("millis", nanos / 1_000_000)
                .log("Release is visible");
    }

    void tellHeld(ReleaseStatus release, List<HoldReason> reasons) {
        String codes = reasons.stream()
                .map(reason -> reason.code().toString())
                .distinct()
                .collect(Collectors.joining(","));
        String message = reasons.stream().map(HoldReason::toString).collect(Collectors.joining("\n"));
        record(EventType.RELEASE_HELD, release, Map.of("reason", codes, "message", message));
        LOG.atWarn()
                .addKeyValue("publication", release.publication())
                .addKeyValue("release", release.release())
                .addKeyValue("reasons", codes)
                .log("Release is held");
    }

    private void record(EventType type, ReleaseStatus release, Map<String, String> facts) {
        events.record(new Event(
                type, release.publication().value(), release.release().value(), release.run(), facts, clock.instant()));
    }
}
