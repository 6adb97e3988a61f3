package org.datawarp.bench.chaos;

import java.time.Duration;

/**
 * The plan of a run. All random decisions follow from the seed, except the timing of processes.
 *
 * @param rows of all releases together, in their first versions
 * @param longestPause between two kills; the shortest is zero
 */
record ChaosPlan(Form form, long seed, int kills, int releases, int rows, Duration longestPause) {

    /** How the system under test runs. */
    enum Form {
        /** As {@code ./datawarp up}: everything in one process, PostgreSQL beside it. */
        UP,
        /** Each role as a separate process, with services that run elsewhere. */
        ROLES,
        /** As ROLES, but with a Kafka of three brokers and three instances of apply. */
        CLUSTER
    }

    /** How many releases are published again, with other figures, while releases come in. */
    int corrections() {
        return releases / 3;
    }

    /** How many are published again after all have been loaded: these are certain to be loaded as corrections. */
    int lateCorrections() {
        return Math.max(1, releases / 6);
    }

    /** How many of the kills happen during late corrections. */
    int lateKills() {
        return kills / 5;
    }

    int rowsASheet() {
        return Math.max(10, rows / releases / Truth.DATASETS.size());
    }
}
