package org.datawarp.bench.chaos;

import java.time.Duration;

/**
 * What a run is made of. Everything that chance decides follows from the seed, except when processes get their turns.
 *
 * @param rows of all releases together, in their first versions
 * @param longestPause between two kills; the shortest is none
 */
record ChaosPlan(Form form, long seed, int kills, int releases, int rows, Duration longestPause) {

    /** How the system that is killed runs. */
    enum Form {
        /** As {@code ./datawarp up}: everything in one process, PostgreSQL beside it. */
        UP,
        /** Each role as a process of its own, against services that run elsewhere. */
        ROLES,
        /** As ROLES, against a Kafka of three brokers, and with three instances of apply. */
        CLUSTER
    }

    /** How many releases are published again, with other figures, while releases come in. */
    int corrections() {
        return releases / 3;
    }

    /** How many are published again once all have been loaded: these are sure to be loaded as corrections. */
    int lateCorrections() {
        return Math.max(1, releases / 6);
    }

    /** How many of the kills fall among late corrections. */
    int lateKills() {
        return kills / 5;
    }

    int rowsASheet() {
        return Math.max(10, rows / releases / Truth.DATASETS.size());
    }
}
