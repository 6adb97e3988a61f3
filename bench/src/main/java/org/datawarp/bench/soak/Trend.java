package org.datawarp.bench.soak;

import java.util.List;

/**
 * A straight line through samples by least squares.
 *
 * @param mean of the values
 * @param slope per second
 * @param uncertainty of the slope: in 95 of 100 runs, the true slope differs by at most this much
 */
record Trend(double mean, double slope, double uncertainty) {

    private static final double SECONDS_AN_HOUR = 3_600;
    private static final double PERCENT = 100;
    private static final double TWO_SIDED_95 = 1.96;

    /** A value that is correlated more strongly with the one before is hardly an independent sample. */
    private static final double MOST_CORRELATION = 0.99;

    private static final double LEAST_INDEPENDENT = 3;

    /**
     * One value at a time.
     *
     * @param seconds since any fixed moment
     */
    record Point(double seconds, double value) {}

    /**
     * Fits the line. Consecutive samples resemble each other: the more they do, the fewer independent ones there are,
     * and the larger the uncertainty.
     *
     * @param points at least three, at different times
     */
    static Trend of(List<Point> points) {
        int count = points.size();
        double middle = points.stream().mapToDouble(Point::seconds).average().orElseThrow();
        double mean = points.stream().mapToDouble(Point::value).average().orElseThrow();
        double times = 0;
        double both = 0;
        for (Point point : points) {
            times += square(point.seconds() - middle);
            both += (point.seconds() - middle) * (point.value() - mean);
        }
        double slope = both / times;
        double[] rests = points.stream()
                .mapToDouble(point -> point.value() - mean - slope * (point.seconds() - middle))
                .toArray();
        double squares = 0;
        double neighbours = 0;
        for (int i = 0; i < count; i++) {
            squares += square(rests[i]);
            neighbours += i == 0 ? 0 : rests[i] * rests[i - 1];
        }
        double correlation = squares == 0 ? 0 : Math.min(MOST_CORRELATION, Math.max(0, neighbours / squares));
        // The method of climatologists: Santer and others, 2000, "Statistical significance of trends".
        double independent = Math.max(LEAST_INDEPENDENT, count * (1 - correlation) / (1 + correlation));
        return new Trend(mean, slope, TWO_SIDED_95 * Math.sqrt(squares / (independent - 2) / times));
    }

    private static double square(double number) {
        return number * number;
    }

    double anHour() {
        return slope * SECONDS_AN_HOUR;
    }

    /** The slope, relative to the mean. */
    double percentAnHour() {
        return mean == 0 ? 0 : PERCENT * anHour() / mean;
    }

    double uncertaintyPercentAnHour() {
        return mean == 0 ? 0 : PERCENT * uncertainty * SECONDS_AN_HOUR / mean;
    }
}
