package org.datawarp.operate.metrics;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The values of all metrics of this process. Safe for several threads. */
public final class Metrics {

    private final Map<Metric, Map<List<String>, Double>> values = new EnumMap<>(Metric.class);

    /** @param labels a value for each label of the metric, in their order */
    public void set(Metric metric, long value, String... labels) {
        set(metric, (double) value, labels);
    }

    /** @param labels a value for each label of the metric, in their order */
    public synchronized void add(Metric metric, long more, String... labels) {
        of(metric, List.of(labels)).merge(List.of(labels), (double) more, Double::sum);
    }

    /** @param labels a value for each label of the metric, in their order */
    public synchronized void set(Metric metric, double value, String... labels) {
        of(metric, List.of(labels)).put(List.of(labels), value);
    }

    /** Takes the place of all values that each of the measured metrics had. */
    public synchronized void show(Measurements measured) {
        measured.all().forEach((metric, all) -> {
            values.remove(metric);
            all.forEach(one -> of(metric, one.place()).put(one.place(), one.value()));
        });
    }

    /** Forgets all values of these metrics. */
    public synchronized void clear(Collection<Metric> metrics) {
        values.keySet().removeAll(metrics);
    }

    /** As Prometheus writes times. */
    static double seconds(Instant at) {
        return at.toEpochMilli() / 1e3;
    }

    private Map<List<String>, Double> of(Metric metric, List<String> labels) {
        if (labels.size() != metric.labels().size()) {
            throw new IllegalArgumentException("Cannot note %s: found labels %s, expected one for each of %s"
                    .formatted(metric.exposed(), labels, metric.labels()));
        }
        return values.computeIfAbsent(metric, m -> new TreeMap<>(Metrics::compare));
    }

    private static int compare(List<String> one, List<String> other) {
        return String.join("\n", one).compareTo(String.join("\n", other));
    }

    /**
     * All values as Prometheus reads them: the text format 0.0.4, which every version of it and every agent knows, and
     * which is too small to need a library.
     */
    public synchronized String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((metric, all) -> {
            text.append("# HELP %s %s\n".formatted(metric.exposed(), escaped(metric.help())));
            text.append("# TYPE %s %s\n"
                    .formatted(metric.exposed(), metric.kind() == Metric.Kind.COUNTER ? "counter" : "gauge"));
            all.forEach((labels, value) -> text.append(metric.exposed())
                    .append(labels(metric, labels))
                    .append(' ')
                    .append(number(value))
                    .append('\n'));
        });
        return text.toString();
    }

    private static String labels(Metric metric, List<String> values) {
        if (values.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ",")
                    .append(metric.labels().get(i))
                    .append("=\"")
                    .append(escaped(values.get(i)).replace("\"", "\\\""))
                    .append('"');
        }
        return text.append('}').toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    /** Whole numbers without a fraction, as people write them. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
