package org.datawarp.streams.release;

import org.apache.kafka.common.TopicPartition;

/**
 * Where a run stands in one partition of its raw topic.
 *
 * @param run names it, and begins the keys of its messages
 * @param first the offset of its first message there
 * @param last the offset of its last, inclusive
 */
public record RawRange(String run, TopicPartition partition, long first, long last) {}
