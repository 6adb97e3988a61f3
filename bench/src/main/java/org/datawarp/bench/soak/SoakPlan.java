package org.datawarp.bench.soak;

import java.time.Duration;

/**
 * The plan of a run. The seed decides what is published, and in which order; the load decides when.
 *
 * @param length counted from when DataWarp is ready
 * @param publications each with one dataset
 * @param load the share of the machine's cores to keep busy, 0 to 1
 * @param sampleEvery between two samples
 * @param collectEvery between two full collections, which show the live heap; zero for none
 * @param touched whether the whole heap is allocated at the start: see the page
 */
record SoakPlan(
        Duration length,
        int publications,
        long seed,
        double load,
        Duration sampleEvery,
        Duration collectEvery,
        boolean touched) {

    /** The first part: classes are compiled, caches filled and files opened for the first time. It is not judged. */
    private static final double WARM_UP = 1.0 / 2;

    Duration warmUp() {
        return Duration.ofMillis((long) (length.toMillis() * WARM_UP));
    }
}
