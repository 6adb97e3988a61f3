package org.datawarp.streams.topology;

import org.apache.kafka.common.serialization.Serializer;

/** A message with the place that it must go to. */
final class Routed {

    private final String topic;
    private final int partition;
    private final byte[] value;

    /** @param partition the same as that of the raw message, so that all partitions of a release agree */
    Routed(String topic, int partition, byte[] value) {
        this.topic = topic;
        this.partition = partition;
        this.value = value;
    }

    String topic() {
        return topic;
    }

    int partition() {
        return partition;
    }

    static Serializer<Routed> serializer() {
        return (topic, routed) -> routed.value;
    }
}
