package org.datawarp.sinks.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.datawarp.schemas.topic.Topic;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Changes as the records that a worker of Kafka Connect writes. The worker stores a record's position once the record
 * is safe. Only the last record after whole transactions has a new position.
 *
 * <p>One thread sends, and one takes; they may be the same. The worker makes the topics, by the rules of its connector.
 */
final class RecordOutlet extends ChangeOutlet {

    /**
     * More than the records of one batch of Debezium's, which the taking thread itself sends: 1,024 events of at most
     * two records, with those before and after each transaction.
     */
    private static final int MOST_WAITING = 8 * 1024;

    private static final int MOST_AT_ONCE = 2 * 1024;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final UnderWay underWay;
    private volatile Map<String, ?> position;
    private volatile boolean closed;

    /** Whether the taker reached a point where it must wait; only the taker uses it. */
    private boolean atBarrier;

    /** @param record null for a barrier: later records wait until all earlier ones are safe */
    private record Waiting(@Nullable SourceRecord record) {

        static final Waiting BARRIER = new Waiting(null);
    }

    /** @param position of the next records */
    RecordOutlet(UnderWay underWay, Map<String, ?> position) {
        this.underWay = underWay;
        this.position = position;
    }

    @Override
    void ready(Topic topic) {
        // The worker does it.
    }

    @Override
    void send(String topic, byte[] key, byte[] value) {
        add(new Waiting(new SourceRecord(
                EngineProperties.PARTITION,
                position,
                topic,
                null,
                Schema.BYTES_SCHEMA,
                key,
                Schema.OPTIONAL_BYTES_SCHEMA,
                value)));
    }

    /** Makes later records wait until the worker has written all earlier ones. */
    @Override
    void flush() {
        add(Waiting.BARRIER);
    }

    private void add(Waiting next) {
        try {
            while (!waiting.offer(next, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                if (closed) {
                    throw new IllegalStateException("Change capture is closed");
                }
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Gives later records a position from which capture cannot continue yet. */
    void bear(Map<String, ?> unfinished) {
        position = unfinished;
    }

    /**
     * All transactions up to this position were sent whole. Also sends the position to where capture in a process of
     * its own keeps it, so that it can continue from there.
     */
    void reached(long lsn) {
        flush();
        position = StoredPosition.at(lsn);
        send(Topics.captureOffsets().name(), StoredPosition.key(), StoredPosition.value(lsn));
    }

    /** Whether everything sent was taken. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * The records that may be written now, in order.
     *
     * @param longest how long to wait for it
     */
    List<SourceRecord> take(Duration longest) throws InterruptedException {
        List<SourceRecord> taken = new ArrayList<>();
        if (atBarrier && !underWay.awaitNone(longest)) {
            return taken;
        }
        atBarrier = false;
        Waiting next = waiting.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        while (next != null && !atBarrier) {
            SourceRecord record = next.record();
            if (record != null) {
                taken.add(record);
            } else {
                atBarrier = !taken.isEmpty() || !underWay.awaitNone(longest);
            }
            next = taken.size() < MOST_AT_ONCE && !atBarrier ? waiting.poll() : null;
        }
        underWay.add(taken.size());
        return taken;
    }

    /** Wakes a waiting sender. */
    void close() {
        closed = true;
    }
}
