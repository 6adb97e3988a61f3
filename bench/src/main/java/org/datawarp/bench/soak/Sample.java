package org.datawarp.bench.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The figures at one moment.
 *
 * @param seconds since DataWarp began to work
 * @param cores how many were busy since the sample before
 * @param releases that were promoted so far, and {@code rows} of them
 * @param problems held releases, and rows that did not fit
 * @param topics bytes of Kafka's log, by topic or kind of topic
 */
record Sample(
        double seconds,
        double cores,
        long releases,
        long rows,
        long problems,
        Map<Gauge, Double> gauges,
        Map<String, Long> topics) {

    Sample {
        gauges = new EnumMap<>(gauges);
        topics = Map.copyOf(topics);
    }

    /** Empty when it was not measured. */
    Optional<Double> value(Gauge gauge) {
        return Optional.ofNullable(gauges.get(gauge));
    }
}
