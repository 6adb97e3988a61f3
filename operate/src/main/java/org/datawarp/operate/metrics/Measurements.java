package org.datawarp.operate.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured in one round. A metric that is not there could not be measured, which is not the same as one of which
 * there is nothing. Owned by one thread while it is filled.
 */
public final class Measurements {

    private final Map<Metric, List<Measurement>> all = new EnumMap<>(Metric.class);

    /** Notes all values of a metric, in place of those that it had. */
    public Measurements put(Metric metric, List<Measurement> values) {
        all.put(metric, List.copyOf(values));
        return this;
    }

    /** Notes the only value of a metric without labels. */
    public Measurements put(Metric metric, long value) {
        return put(metric, List.of(Measurement.of(value)));
    }

    /** All values of a metric; empty when it could not be measured. */
    public Optional<List<Measurement>> of(Metric metric) {
        return Optional.ofNullable(all.get(metric));
    }

    /** Everything that was measured. */
    public Map<Metric, List<Measurement>> all() {
        return new EnumMap<>(all);
    }
}
