package org.datawarp.operate.alerts;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.datawarp.operate.metrics.Measurement;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * When an alert's cause holds: a metric, or its ratio to another with the same labels, is on one side of a bound. Says the
 * same in PromQL.
 *
 * @param over what the metric is divided by; null for the metric itself
 * @param bound on which the cause does not hold yet
 */
public record Condition(Metric metric, @Nullable Metric over, Side side, double bound) {

    /** Where the cause holds. */
    enum Side {
        ABOVE(">", "max", "min"),
        BELOW("<", "min", "max");

        private final String sign;
        private final String worst;
        private final String mildest;

        Side(String sign, String worst, String mildest) {
            this.sign = sign;
            this.worst = worst;
            this.mildest = mildest;
        }
    }

    static Condition above(Metric metric, double bound) {
        return new Condition(metric, null, Side.ABOVE, bound);
    }

    /** Of a metric in seconds. */
    static Condition longerThan(Metric metric, Duration bound) {
        return above(metric, (double) bound.toSeconds());
    }

    static Condition below(Metric metric, double bound) {
        return new Condition(metric, null, Side.BELOW, bound);
    }

    static Condition partAbove(Metric metric, Metric over, double bound) {
        return new Condition(metric, over, Side.ABOVE, bound);
    }

    static Condition partBelow(Metric metric, Metric over, double bound) {
        return new Condition(metric, over, Side.BELOW, bound);
    }

    /** The names of what distinguishes one place from another. */
    public List<String> labels() {
        return metric.labels();
    }

    /**
     * The measured for which the cause holds.
     *
     * @return empty when something that is asked for is not known
     */
    Optional<List<Measurement>> holding(Measurements measured) {
        Optional<List<Measurement>> known = measured.of(metric);
        if (known.isEmpty() || (over != null && measured.of(over).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                known.get().stream().filter(one -> holds(one, measured)).toList());
    }

    private boolean holds(Measurement one, Measurements measured) {
        if (over == null) {
            return isBeyond(one.value());
        }
        return measured.of(over).orElseThrow().stream()
                .filter(whole -> whole.place().equals(one.place()) && whole.value() > 0)
                .anyMatch(whole -> isBeyond(one.value() / whole.value()));
    }

    private boolean isBeyond(double value) {
        return side == Side.ABOVE ? value > bound : value < bound;
    }

    /** The same for Prometheus: several processes may expose one metric, of which the worst counts. */
    String promQl() {
        String value = aggregated(side.worst, metric);
        // Nothing is a part of nothing: Prometheus would call it infinite.
        String whole = over == null ? "" : " / (%s > 0)".formatted(aggregated(side.mildest, over));
        return "%s%s %s %s".formatted(value, whole, side.sign, number());
    }

    /** The same for a person. */
    String inWords() {
        String whole = over == null ? "" : " / " + over.exposed();
        return "%s%s %s %s".formatted(metric.exposed(), whole, side.sign, number());
    }

    private String aggregated(String how, Metric what) {
        String by = labels().isEmpty() ? "" : " by (%s) ".formatted(String.join(", ", labels()));
        return "%s%s(%s)".formatted(how, by, what.exposed());
    }

    private String number() {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : String.format(Locale.ROOT, "%s", bound);
    }
}
