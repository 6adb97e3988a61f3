package org.datawarp.sinks.parquet;

import java.time.LocalDate;
import java.util.Comparator;
import org.datawarp.schemas.catalog.PeriodRows;

/**
 * A period as its three columns say it.
 *
 * @param kind in lower case, as in the column {@code period_kind}
 */
record PeriodKey(LocalDate start, LocalDate end, String kind) implements Comparable<PeriodKey> {

    private static final Comparator<PeriodKey> ORDER =
            Comparator.comparing(PeriodKey::end).thenComparing(PeriodKey::start).thenComparing(PeriodKey::kind);

    static PeriodKey of(PeriodRows rows) {
        return new PeriodKey(rows.start(), rows.end(), rows.kind());
    }

    @Override
    public int compareTo(PeriodKey other) {
        return ORDER.compare(this, other);
    }
}
