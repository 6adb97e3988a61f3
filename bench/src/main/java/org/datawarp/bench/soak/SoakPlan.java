package org.datawarp.bench.soak;

import java.time.Duration;

/**
 * What a run is made of. What is published, and in which order, follows from the seed; when, from the load.
 *
 * @param length from the moment that DataWarp works
 * @param publications each with one dataset
 * @param load part of the machine's cores that DataWarp is to keep busy, 0 to 1
 * @param sampleEvery between two samples
 * @param collectEvery between two full collections, so that what lives on the heap can be told; zero for none
 * @param touched whether the whole heap is taken from the start: see the page
 */
record SoakPlan(
        Duration length,
        int publications,
        long seed,
        double load,
        Duration sampleEvery,
        Duration collectEvery,
        boolean touched) {

    /** What is first: compiled, cached, opened once. It is not judged. */
    private static final double WARM_UP = 1.0 / 2;

    Duration warmUp() {
        return Duration.ofMillis((long) (length.toMillis() * WARM_UP));
    }
}
