package org.datawarp.operate.pressure;

import java.util.Locale;

/**
 * How much of something there is, and whether fetching must wait for it.
 *
 * @param what the quantity in words: {@code rows that are not loaded}
 * @param amount how much, or why that is unknown
 * @param limit beyond which fetching waits
 * @param isBeyond whether it is beyond the limit
 * @param isEased whether fetching that waited may continue: well within the limit, so that it does not stop and start
 *     all the time
 */
public record Level(String what, String amount, String limit, boolean isBeyond, boolean isEased) {

    private static final double MEGABYTE = 1 << 20;

    /** A backlog: fetching continues at half of the limit. */
    static Level ofMost(String what, long amount, long limit) {
        return new Level(what, count(amount), "at most " + count(limit), amount > limit, amount <= limit / 2);
    }

    /** A backlog in bytes. */
    static Level ofMostBytes(String what, long bytes, long limit) {
        return new Level(what, megabytes(bytes), "at most " + megabytes(limit), bytes > limit, bytes <= limit / 2);
    }

    /** A reserve that must not run out: fetching continues at five quarters of the limit. */
    static Level ofLeastBytes(String what, long bytes, long limit) {
        return new Level(
                what, megabytes(bytes), "at least " + megabytes(limit), bytes < limit, bytes >= limit + limit / 4);
    }

    /** An unknown amount. Fetching waits, since continuing without a measurement could go too far. */
    static Level unknown(String what, String problem) {
        return new Level(what, "unknown, for " + problem, "to be known", true, false);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", bytes / MEGABYTE);
    }

    /** Such as {@code rows that are not loaded: 12,000 (at most 10,000)}. */
    @Override
    public String toString() {
        return "%s: %s (%s)".formatted(what, amount, limit);
    }
}
