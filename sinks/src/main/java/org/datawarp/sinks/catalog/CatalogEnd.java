package org.datawarp.sinks.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.change.TransactionBegan;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.change.TransactionMessage;

/**
 * Finds the end of a catalogue's last transaction in the topic from which it was taken. An offset alone proves nothing:
 * a topic that was rebuilt, or restored from an older disk, holds other transactions there.
 */
final class CatalogEnd {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Messages of a topic arrive at once, unless the broker is down. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CatalogEnd() {}

    /**
     * Looks for it.
     *
     * @param consumer is left assigned to the partition, at a position somewhere behind
     * @param catalog not the empty one
     * @throws IllegalStateException when messages were removed before they were read
     */
    static boolean isIn(Consumer<byte[], byte[]> consumer, TopicPartition partition, Catalog catalog) {
        long next = catalog.transactionsOffset();
        List<TopicPartition> all = List.of(partition);
        long first = Objects.requireNonNull(consumer.beginningOffsets(all).get(partition));
        long end = Objects.requireNonNull(consumer.endOffsets(all).get(partition));
        if (next > end) {
            return false;
        }
        if (next < first && first < end && isSnapshot(message(consumer, partition, first))) {
            // Unread messages were set aside: all rows will be published again.
            return false;
        }
        if (next < first) {
            throw new IllegalStateException(
                    ("Cannot continue with %s at offset %d, where the catalogue ends: the topic holds offsets %d to %d;"
                                    + " messages were removed before they were read: to publish all rows again, ./datawarp rebuild"
                                    + " --from changes")
                            .formatted(partition.topic(), next, first, end));
        }
        // The message there has expired, so it cannot be compared. It was this topic when it was read.
        return next == first || endsWith(message(consumer, partition, next - 1), catalog);
    }

    private static boolean isSnapshot(ConsumerRecord<byte[], byte[]> message) {
        try {
            return TransactionMessage.decode(message.value()) instanceof TransactionBegan began
                    && began.transaction() < 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean endsWith(ConsumerRecord<byte[], byte[]> message, Catalog catalog) {
        try {
            return TransactionMessage.decode(message.value()) instanceof TransactionEnded ended
                    && ended.endLsn() == catalog.endLsn();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ConsumerRecord<byte[], byte[]> message(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<ConsumerRecord<byte[], byte[]>> found = Optional.empty();
        while (found.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(
                        "Cannot read %s at offset %d within %s".formatted(partition, offset, PATIENCE));
            }
            found = consumer.poll(POLL).records(partition).stream().findFirst();
        }
        return found.get();
    }
}
