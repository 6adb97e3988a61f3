package org.datawarp.sinks.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.name.DatasetName;
import org.jspecify.annotations.Nullable;

/** The changes of one dataset that were read and not folded yet, in order. Owned by one thread. */
final class ChangeQueue {

    /**
     * A decoded change.
     *
     * @param key of its message
     * @param codec that decoded it and knows its columns
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Queued(byte[] key, RowChange change, ChangeCodec codec) {}

    private final DatasetName dataset;
    private final Codecs codecs;
    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private long bytes;
    private long nextOffset;
    private @Nullable Queued head;
    private boolean passedOver;

    /** @param nextOffset of the first change that is wanted */
    ChangeQueue(DatasetName dataset, Codecs codecs, long nextOffset) {
        this.dataset = dataset;
        this.codecs = codecs;
        this.nextOffset = nextOffset;
    }

    DatasetName dataset() {
        return dataset;
    }

    void add(ConsumerRecord<byte[], byte[]> message) {
        // Tombstones are only for compaction: the delete before them has all the information.
        if (message.value() != null) {
            records.add(message);
            bytes += message.serializedValueSize();
        }
    }

    /** About how much memory the queue takes. */
    long bytes() {
        return bytes;
    }

    /** Where reading would continue after the removed changes. */
    long nextOffset() {
        return nextOffset;
    }

    /** The first change; null when there is none, or its schema is not known yet. */
    @Nullable
    Queued peek() {
        ConsumerRecord<byte[], byte[]> first = records.peek();
        if (head == null && first != null) {
            head = decode(first);
        }
        return head;
    }

    private @Nullable Queued decode(ConsumerRecord<byte[], byte[]> message) {
        try {
            ChangeCodec codec = codecs.find(message.value());
            return codec == null ? null : new Queued(message.key(), codec.decode(message.value()), codec);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Cannot read %s at offset %d: %s".formatted(message.topic(), message.offset(), e.getMessage()), e);
        }
    }

    /** Removes the first change. */
    void remove() {
        ConsumerRecord<byte[], byte[]> first = records.remove();
        bytes -= first.serializedValueSize();
        nextOffset = first.offset() + 1;
        head = null;
    }

    /** Removes the first change without folding it, although it was never folded. */
    void passOver() {
        passedOver = true;
        remove();
    }

    /** Whether changes of the dataset were passed over, so that later changes alone do not give all its rows. */
    boolean hasPassedOver() {
        return passedOver;
    }
}
