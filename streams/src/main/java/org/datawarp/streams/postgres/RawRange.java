package org.datawarp.streams.postgres;

import org.apache.kafka.common.TopicPartition;

/**
 * Where a run stands in one partition of its raw topic.
 *
 * @param first the offset of its first message there
 * @param last the offset of its last, inclusive
 */
public record RawRange(TopicPartition partition, long first, long last) {}
