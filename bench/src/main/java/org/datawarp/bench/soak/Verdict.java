package org.datawarp.bench.soak;

import java.util.List;
import java.util.Optional;

/**
 * Whether a gauge passes its rule.
 *
 * @param first of the judged values, {@code last}, and the {@code largest}
 * @param trend through them
 */
record Verdict(Gauge gauge, double first, double last, double largest, Trend trend) {

    /** The limit for memory; for counts, it means less than one more in a hundred an hour. */
    private static final double MOST_PERCENT_AN_HOUR = 1;

    private static final int LEAST_POINTS = 5;

    /** @return empty when there are too few values */
    static Optional<Verdict> of(Gauge gauge, List<Sample> samples, SoakPlan plan) {
        List<Trend.Point> points = samples.stream()
                .filter(sample -> sample.seconds() >= plan.warmUp().toSeconds())
                .flatMap(sample -> sample.value(gauge).map(value -> new Trend.Point(sample.seconds(), value)).stream())
                .toList();
        return points.size() < LEAST_POINTS
                ? Optional.empty()
                : Optional.of(new Verdict(
                        gauge,
                        points.get(0).value(),
                        points.get(points.size() - 1).value(),
                        points.stream().mapToDouble(Trend.Point::value).max().orElseThrow(),
                        Trend.of(points)));
    }

    boolean isPassed() {
        return switch (gauge.rule()) {
            case SHOWN -> true;
            case BOUNDED -> largest <= gauge.most();
            case SLOPE -> isSlow();
            case STEADY -> isSlow() || trend.slope() <= trend.uncertainty();
        };
    }

    private boolean isSlow() {
        return trend.percentAnHour() <= MOST_PERCENT_AN_HOUR;
    }

    /** Whether the opposite verdict is within the uncertainty. */
    boolean isClose() {
        double distance = Math.abs(trend.percentAnHour() - MOST_PERCENT_AN_HOUR);
        return gauge.rule() == Gauge.Rule.SLOPE && distance < trend.uncertaintyPercentAnHour();
    }
}
