package org.datawarp.streams.release;

import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of a run in one partition of its raw topic.
 *
 * @param run the run, with which the keys of its messages begin
 * @param first the offset of its first message there
 * @param last the offset of its last, inclusive
 */
public record RawRange(String run, TopicPartition partition, long first, long last) {}
