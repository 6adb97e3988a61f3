package org.datawarp.operate.metrics;

import java.util.List;

/**
 * One value of a metric.
 *
 * @param place the values of its labels, in their order
 * @param words what a person should know beside the value; may be empty
 */
public record Measurement(List<String> place, double value, String words) {

    public Measurement {
        place = List.copyOf(place);
    }

    /** With nothing to say beside the value. */
    public static Measurement of(double value, String... place) {
        return new Measurement(List.of(place), value, "");
    }

    /** With nothing to say beside the value. */
    public static Measurement of(long value, String... place) {
        return new Measurement(List.of(place), (double) value, "");
    }

    /** @param words what a person should know beside the value */
    public static Measurement of(long value, List<String> place, String words) {
        return new Measurement(place, (double) value, words);
    }

    /** @param words what a person should know beside the value */
    public static Measurement of(double value, List<String> place, String words) {
        return new Measurement(place, value, words);
    }
}
