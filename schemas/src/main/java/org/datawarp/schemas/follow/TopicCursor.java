package org.datawarp.schemas.follow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A place in a topic of one partition. Owns its consumer and closes it. Used by one thread. */
final class TopicCursor implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    private long position;

    TopicCursor(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        seek(0);
    }

    /** The offset of the first message that the topic has. */
    long first() {
        return Objects.requireNonNull(
                consumer.beginningOffsets(List.of(partition)).get(partition));
    }

    /** The offset after the last message that the topic has. */
    long end() {
        return Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
    }

    /** The offset after the last message that {@link #next} returned, or the offset of the last seek. */
    long position() {
        return position;
    }

    void seek(long offset) {
        fetched.clear();
        consumer.seek(partition, offset);
        position = offset;
    }

    /** The next message; null when none arrives in time. */
    @Nullable
    ConsumerRecord<byte[], byte[]> next(Duration longest) {
        if (fetched.isEmpty()) {
            consumer.poll(longest).records(partition).forEach(fetched::add);
        }
        ConsumerRecord<byte[], byte[]> message = fetched.poll();
        if (message == null) {
            // Skips messages that compaction removed.
            position = Math.max(position, consumer.position(partition));
        } else {
            position = message.offset() + 1;
        }
        return message;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
