package org.datawarp.bench.accuracy;

import java.util.List;
import org.datawarp.bench.accuracy.Check.Outcome;

/**
 * How a sheet was read.
 *
 * @param missed expected tables that were not found
 * @param surplus found tables that are none, or parts of others
 */
record SheetScore(List<Check> checks, int missed, int surplus) {

    SheetScore {
        checks = List.copyOf(checks);
    }

    long right() {
        return count(Outcome.RIGHT);
    }

    /** How many count. */
    long counted() {
        return checks.size() - count(Outcome.NOT_CHECKED);
    }

    private long count(Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).count();
    }
}
