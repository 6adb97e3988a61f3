package org.datawarp.streams.database;

import org.apache.kafka.common.TopicPartition;

/**
 * Another loader has moved a partition's position: the partition is now its own, and what this loader holds of it is
 * void.
 */
public final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FencedException(TopicPartition partition, long expected) {
        super("Cannot store the position of %s: expected %d to be in the database, found another; a second loader of"
                        .formatted(partition, expected)
                + " the same application name is at work. Stop one of them.");
    }
}
