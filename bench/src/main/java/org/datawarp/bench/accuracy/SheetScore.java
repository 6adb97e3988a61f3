package org.datawarp.bench.accuracy;

import java.util.List;
import org.datawarp.bench.accuracy.Check.Outcome;

/**
 * The result for one sheet.
 *
 * @param missed expected tables that were not found
 * @param surplus found tables that are not tables, or parts of others
 */
record SheetScore(List<Check> checks, int missed, int surplus) {

    SheetScore {
        checks = List.copyOf(checks);
    }

    long right() {
        return count(Outcome.RIGHT);
    }

    /** How many checks count. */
    long counted() {
        return checks.size() - count(Outcome.NOT_CHECKED);
    }

    private long count(Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).count();
    }
}
