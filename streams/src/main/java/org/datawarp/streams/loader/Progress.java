package org.datawarp.streams.loader;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.FencedException;

/**
 * The position in each partition, kept in the database beside the rows that were read before it. Owned by one thread.
 *
 * <p>A position moves only from where this loader last saw it: the loader that moves it first keeps the partition.
 */
final class Progress {

    private final String application;
    private final Map<TopicPartition, Long> stored = new HashMap<>();
    private final Map<TopicPartition, Long> moved = new HashMap<>();

    /** @param application the name under which positions are kept */
    Progress(String application) {
        this.application = application;
    }

    /**
     * Reads the position of a partition, making it the partition's beginning the first time.
     *
     * @return the offset of the next message
     */
    long read(DatabaseSession session, TopicPartition partition, ToLongFunction<TopicPartition> beginning)
            throws SQLException {
        long first = beginning.applyAsLong(partition);
        session.update(
                "INSERT INTO datawarp.progress VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                application,
                partition.topic(),
                partition.partition(),
                first);
        long next = session.number(
                "SELECT next_offset FROM datawarp.progress WHERE application = ? AND topic = ? AND partition = ?",
                application,
                partition.topic(),
                partition.partition());
        stored.put(partition, next);
        return next;
    }

    /**
     * Moves positions as part of the session's transaction.
     *
     * @throws FencedException when another loader has moved one of them
     */
    void move(DatabaseSession session, Map<TopicPartition, Long> next) throws SQLException {
        moved.clear();
        for (Map.Entry<TopicPartition, Long> entry : next.entrySet()) {
            TopicPartition partition = entry.getKey();
            Long expected = stored.get(partition);
            if (expected == null) {
                throw new IllegalStateException("Rows of %s came before its position was read".formatted(partition));
            }
            long changed = session.update(
                    "UPDATE datawarp.progress SET next_offset = ?"
                            + " WHERE application = ? AND topic = ? AND partition = ? AND next_offset = ?",
                    entry.getValue(),
                    application,
                    partition.topic(),
                    partition.partition(),
                    expected);
            if (changed == 0) {
                throw new FencedException(partition, expected);
            }
            moved.put(partition, entry.getValue());
        }
    }

    /** What {@link #move} did is committed. */
    void committed() {
        stored.putAll(moved);
        moved.clear();
    }

    /** Partitions that are someone else's now. */
    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(stored::remove);
    }
}
