package org.datawarp.producers.isolate;

import java.time.Duration;

/**
 * The limits of a reading process.
 *
 * @param heapMegabytes its heap
 * @param silence how long it may work without returning a row
 * @param cpu processor time for one file
 * @param files how many files one process reads before it is replaced
 */
public record IsolationLimits(int heapMegabytes, Duration silence, Duration cpu, int files) {

    /**
     * The largest real files need less than half of this heap and return a row every few milliseconds; the slowest take
     * minutes.
     */
    public static final IsolationLimits DEFAULT =
            new IsolationLimits(256, Duration.ofSeconds(60), Duration.ofMinutes(20), 500);
}
