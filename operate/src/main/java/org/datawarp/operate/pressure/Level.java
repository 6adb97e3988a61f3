package org.datawarp.operate.pressure;

import java.util.Locale;

/**
 * How much of something there is, and whether fetching has to wait for it.
 *
 * @param what in words, for a person: {@code rows that are not loaded}
 * @param amount how much, or what is known instead
 * @param limit beyond which fetching waits
 * @param isBeyond whether it is beyond the limit
 * @param isEased whether fetching that waited for it may go on: well within the limit, so that it does not stop and go
 */
public record Level(String what, String amount, String limit, boolean isBeyond, boolean isEased) {

    private static final double MEGABYTE = 1 << 20;

    /** Of what is to be worked off: goes on at half of the limit. */
    static Level ofMost(String what, long amount, long limit) {
        return new Level(what, count(amount), "at most " + count(limit), amount > limit, amount <= limit / 2);
    }

    /** The same, of bytes. */
    static Level ofMostBytes(String what, long bytes, long limit) {
        return new Level(what, megabytes(bytes), "at most " + megabytes(limit), bytes > limit, bytes <= limit / 2);
    }

    /** Of what must not run out: goes on at five quarters of the limit. */
    static Level ofLeastBytes(String what, long bytes, long limit) {
        return new Level(
                what, megabytes(bytes), "at least " + megabytes(limit), bytes < limit, bytes >= limit + limit / 4);
    }

    /** Of what nobody knows: whoever goes on then may go on for long. */
    static Level unknown(String what, String problem) {
        return new Level(what, "unknown, for " + problem, "to be known", true, false);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", bytes / MEGABYTE);
    }

    /** As {@code rows that are not loaded: 12,000 (at most 10,000)}. */
    @Override
    public String toString() {
        return "%s: %s (%s)".formatted(what, amount, limit);
    }
}
