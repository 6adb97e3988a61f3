package org.datawarp.streams.postgres;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.row.RowCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stages messages as they come and decides on releases once they are complete. Owned by one thread. */
final class ReleaseLoading {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseLoading.class);

    private final Manifests manifests;
    private final EventLog events;
    private final InstantSource clock;
    private final RowCodec codec = new RowCodec();

    ReleaseLoading(Manifests manifests, EventLog events, InstantSource clock) {
        this.manifests = manifests;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stages messages and moves the positions behind them, in one transaction. When the server refuses a release's rows
     * that release is held and nothing else done: the messages are to be read again.
     *
     * @param partitionsOf how many partitions a topic has
     * @return whether the end of a release was among them
     */
    boolean stage(
            DatabaseSession session,
            Progress progress,
            List<ConsumerRecord<byte[], byte[]>> messages,
            ToIntFunction<String> partitionsOf)
            throws SQLException {
        StagingBatch batch = new StagingBatch(session, manifests, clock, codec, partitionsOf);
        batch.stage(messages);
        Map<TopicPartition, Long> next = new HashMap<>();
        messages.forEach(
                message -> next.put(new TopicPartition(message.topic(), message.partition()), message.offset() + 1));
        progress.move(session, next);
        session.commit();
        progress.committed();
        return batch.closesSome();
    }

    /** Decides on every release that is complete. */
    void decideOnComplete(DatabaseSession session) throws SQLException {
        List<String> ready = ReleaseRegister.ready(session);
        session.commit();
        ReleaseDecision decision = new ReleaseDecision(session, manifests, clock);
        for (String run : ready) {
            long start = System.nanoTime();
            try {
                Optional<ReleaseStatus> decided = decision.decide(run);
                decided.ifPresent(release -> tell(release, System.nanoTime() - start));
            } catch (RefusedReleaseException e) {
                refuse(session, e);
            }
        }
    }

    /** Holds a release whose rows the server does not take. */
    void refuse(DatabaseSession session, RefusedReleaseException refusal) throws SQLException {
        ReleaseStatus release = refusal.release();
        session.rollback();
        ReleaseRegister.refuse(session, release, refusal.reason());
        session.commit();
        LOG.atWarn().addKeyValue("run", release.run()).setCause(refusal).log("The database refused a release's rows");
        tellHeld(release, List.of(refusal.reason()));
    }

    private void tell(ReleaseStatus release, long nanos) {
        switch (release.state()) {
            case HELD -> tellHeld(release, release.reasons());
            case PROMOTED -> tellFinished(EventType.RELEASE_PROMOTED, release, nanos);
            case UNCHANGED -> tellFinished(EventType.RELEASE_UNCHANGED, release, nanos);
            case LOADING, SUPERSEDED -> {}
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

    private void tellHeld(ReleaseStatus release, List<HoldReason> reasons) {
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
