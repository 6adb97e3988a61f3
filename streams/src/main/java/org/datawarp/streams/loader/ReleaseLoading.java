package org.datawarp.streams.loader;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.promotion.AttemptTransaction;
import org.datawarp.streams.release.RefusedReleaseException;
import org.datawarp.streams.release.ReleaseEvents;
import org.datawarp.streams.release.ReleaseRegister;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.staging.Manifests;
import org.datawarp.streams.staging.StagingBatch;
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

    /** Promotes or holds every release that is complete. */
    void applyComplete(DatabaseSession session) throws SQLException {
        List<String> ready = ReleaseRegister.ready(session);
        session.commit();
        for (String run : ready) {
            try {
                AttemptTransaction.applyStaged(session, run, manifests, events, clock);
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
        new ReleaseEvents(events, clock).tellHeld(release, List.of(refusal.reason()));
    }
}
