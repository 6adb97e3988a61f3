package org.datawarp.streams.staging;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.RowsMessage;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.RawRanges;
import org.datawarp.streams.release.ReleaseRegister;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.SheetId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stages some messages of the rows topics in one transaction. Owned by one thread, used once. */
public final class StagingBatch {

    private static final Logger LOG = LoggerFactory.getLogger(StagingBatch.class);

    private final DatabaseSession session;
    private final Manifests manifests;
    private final InstantSource clock;
    private final ToIntFunction<String> partitionsOf;
    private final RowCodec codec;

    private final Map<String, RunStaging> runs = new HashMap<>();
    private final Map<Delivery, DeliveryState> deliveries = new LinkedHashMap<>();
    private boolean closesSome;
    private byte[] lastKey = {};
    private @Nullable SheetId lastId;

    /** @param partitionsOf how many partitions a topic has */
    public StagingBatch(
            DatabaseSession session,
            Manifests manifests,
            InstantSource clock,
            RowCodec codec,
            ToIntFunction<String> partitionsOf) {
        this.session = session;
        this.manifests = manifests;
        this.clock = clock;
        this.codec = codec;
        this.partitionsOf = partitionsOf;
    }

    private record Delivery(String run, TopicPartition from) {}

    private static final class DeliveryState {
        private final long firstOffset;
        private boolean closed;

        DeliveryState(long firstOffset) {
            this.firstOffset = firstOffset;
        }
    }

    /** Stages the messages; the caller commits. */
    public void stage(List<ConsumerRecord<byte[], byte[]>> messages) throws SQLException {
        lockRuns(messages);
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            try {
                stage(message);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Cannot read %s-%d at offset %d: %s"
                                .formatted(message.topic(), message.partition(), message.offset(), e.getMessage()),
                        e);
            }
        }
        for (RunStaging run : runs.values()) {
            run.flush(session);
        }
        for (Map.Entry<Delivery, DeliveryState> entry : deliveries.entrySet()) {
            Delivery delivery = entry.getKey();
            DeliveryState state = entry.getValue();
            ReleaseRegister.deliver(session, delivery.run(), delivery.from(), state.firstOffset, state.closed);
        }
    }

    /** Whether the end of a release was among the messages. */
    public boolean closesSome() {
        return closesSome;
    }

    /** The state of an attempt must not change while rows are being staged for it. */
    private void lockRuns(List<ConsumerRecord<byte[], byte[]>> messages) throws SQLException {
        Set<String> toAdd = new HashSet<>();
        Set<String> toChange = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            SheetId id = idOf(message.key());
            (id.isRelease() ? toChange : toAdd).add(id.run());
        }
        toAdd.removeAll(toChange);
        lock(toChange, ReleaseRegister.Lock.TO_CHANGE);
        lock(toAdd, ReleaseRegister.Lock.TO_ADD);
    }

    /** Rows of one sheet come one after another. */
    private SheetId idOf(byte[] key) {
        SheetId id = lastId;
        if (id == null || !Arrays.equals(key, lastKey)) {
            id = SheetId.of(key);
            lastId = id;
            lastKey = key;
        }
        return id;
    }

    private void lock(Set<String> names, ReleaseRegister.Lock lock) throws SQLException {
        for (ReleaseStatus release : ReleaseRegister.lock(session, names, lock)) {
            runs.put(release.run(), new RunStaging(release, manifests));
        }
    }

    private void stage(ConsumerRecord<byte[], byte[]> message) throws SQLException {
        SheetId id = idOf(message.key());
        RowsMessage content = codec.decodeRows(message.value());
        if (content instanceof ReleaseOpened opened) {
            if (!opened.run().equals(id.run())) {
                throw new IllegalArgumentException("found the run %s under the key %s, expected one and the same"
                        .formatted(opened.run(), id.run()));
            }
            open(opened, message);
            RawRanges.begin(session, opened.run(), message);
        }
        RunStaging run = runs.get(id.run());
        if (run == null) {
            if (content instanceof ReleaseClosed) {
                LOG.atWarn().addKeyValue("run", id.run()).log("A release was passed over: its beginning is not there");
            }
            return;
        }
        if (content instanceof ReleaseClosed) {
            RawRanges.end(session, id.run(), message);
        }
        if (run.isLoading()) {
            DeliveryState delivery = delivery(id.run(), message);
            if (content instanceof AppliedRow row) {
                run.add(session, id.sheet(), row);
            } else if (content instanceof SheetOpened sheet) {
                run.tally().open(id.sheet(), sheet);
            } else if (content instanceof ReleaseClosed closed) {
                ReleaseRegister.close(session, closed, clock.instant());
                delivery.closed = true;
                closesSome = true;
            }
        }
    }

    private void open(ReleaseOpened opened, ConsumerRecord<byte[], byte[]> message) throws SQLException {
        if (runs.containsKey(opened.run())) {
            return;
        }
        ReleaseRegister.open(
                session, opened, partitionsOf.applyAsInt(message.topic()), RawRanges.lastOpened(session, message));
        lock(Set.of(opened.run()), ReleaseRegister.Lock.TO_CHANGE);
        // Earlier attempts at the release may be among this batch's: they take no more rows.
        Set<String> others = new HashSet<>(runs.keySet());
        others.remove(opened.run());
        for (ReleaseStatus release : ReleaseRegister.lock(session, others, ReleaseRegister.Lock.TO_ADD)) {
            if (release.state() == ReleaseState.SUPERSEDED) {
                runs.put(release.run(), new RunStaging(release, manifests));
            }
        }
        LOG.atInfo()
                .addKeyValue("publication", opened.publication())
                .addKeyValue("release", opened.release())
                .addKeyValue("run", opened.run())
                .log("Release is arriving");
    }

    private DeliveryState delivery(String run, ConsumerRecord<byte[], byte[]> message) {
        TopicPartition from = new TopicPartition(message.topic(), message.partition());
        return deliveries.computeIfAbsent(new Delivery(run, from), d -> new DeliveryState(message.offset()));
    }
}
