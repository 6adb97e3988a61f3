package org.datawarp.operate.lookout;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.datawarp.operate.alerts.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.metrics.Metrics;

/** Shows what was measured to Prometheus, while it is this process that measures. Owned by one thread. */
final class Exposure {

    private final Metrics metrics;
    private final Set<Metric> shown = EnumSet.noneOf(Metric.class);

    Exposure(Metrics metrics) {
        this.metrics = metrics;
    }

    /** What could not be measured stays as it was. */
    void show(Measurements measured) {
        measured.all().forEach((metric, values) -> {
            shown.add(metric);
            metrics.setAll(
                    metric,
                    values.stream()
                            .map(one -> new Metrics.Value(one.value(), one.place()))
                            .toList());
        });
    }

    void clear() {
        shown.forEach(metric -> metrics.setAll(metric, List.of()));
        shown.clear();
    }
}
