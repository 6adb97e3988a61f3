package org.datawarp.streams.release;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.streams.database.DatabaseSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the outcome of attempts once it is committed. Owned by one thread. */
public final class ReleaseEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseEvents.class);

    private final EventLog events;
    private final InstantSource clock;

    public ReleaseEvents(EventLog events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * Reports an attempt that was decided.
     *
     * @param session without an open transaction; queried for what did not fit
     * @param nanos how long its decision took
     */
    public void tell(DatabaseSession session, ReleaseStatus release, long nanos) {
        if (release.closedAt() != null) {
            record(EventType.RELEASE_STAGED, release, Map.of(), release.closedAt());
        }
        RejectedSheet.of(session, release)
                .forEach(sheet -> record(EventType.ROWS_REJECTED, release, sheet.facts(), clock.instant()));
        switch (release.state()) {
            case HELD -> tellHeld(release, release.reasons());
            case PROMOTED -> tellFinished(EventType.RELEASE_PROMOTED, release, nanos);
            case UNCHANGED -> tellFinished(EventType.RELEASE_UNCHANGED, release, nanos);
            case LOADING, SUPERSEDED, WITHDRAWN -> {}
        }
    }

    private void tellFinished(EventType type, ReleaseStatus release, long nanos) {
        ReleaseStatus.Counts counts = release.counts();
        release.datasets().forEach(dataset -> tellRepeated(release, dataset));
        release.datasets().stream()
                .filter(dataset -> dataset.changes() > 0)
                .forEach(dataset -> tellChanged(release, dataset));
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.ROWS, Long.toString(counts.rows()));
        facts.put(Fact.INSERTED, Long.toString(counts.inserted()));
        facts.put(Fact.UPDATED, Long.toString(counts.updated()));
        facts.put(Fact.DELETED, Long.toString(counts.deleted()));
        facts.put(Fact.REJECTED, Long.toString(counts.rejected()));
        record(type, release, facts, clock.instant());
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

    private void tellRepeated(ReleaseStatus release, DatasetResult dataset) {
        for (RepeatedSheet sheet : dataset.repeats()) {
            Map<Fact, String> facts = new EnumMap<>(Fact.class);
            facts.put(Fact.DATASET, dataset.dataset().value());
            facts.put(Fact.ROWS, Long.toString(sheet.rows()));
            facts.put(Fact.MESSAGE, sheet.toString());
            record(EventType.SHEET_REPEATED, release, facts, clock.instant());
        }
    }

    private void tellChanged(ReleaseStatus release, DatasetResult dataset) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.DATASET, dataset.dataset().value());
        facts.put(Fact.ROWS, Long.toString(dataset.rows()));
        facts.put(Fact.INSERTED, Long.toString(dataset.inserted()));
        facts.put(Fact.UPDATED, Long.toString(dataset.updated()));
        facts.put(Fact.DELETED, Long.toString(dataset.deleted()));
        record(EventType.DATASET_CHANGED, release, facts, clock.instant());
    }

    public void tellHeld(ReleaseStatus release, List<HoldReason> reasons) {
        String codes = reasons.stream()
                .map(reason -> reason.code().toString())
                .distinct()
                .collect(Collectors.joining(","));
        String message = reasons.stream().map(HoldReason::toString).collect(Collectors.joining("\n"));
        record(EventType.RELEASE_HELD, release, Map.of(Fact.REASON, codes, Fact.MESSAGE, message), clock.instant());
        LOG.atWarn()
                .addKeyValue("publication", release.publication())
                .addKeyValue("release", release.release())
                .addKeyValue("reasons", codes)
                .log("Release is held");
    }

    private void record(EventType type, ReleaseStatus release, Map<Fact, String> facts, Instant at) {
        events.record(
                new Event(type, release.publication().value(), release.release().value(), release.run(), facts, at));
    }
}
