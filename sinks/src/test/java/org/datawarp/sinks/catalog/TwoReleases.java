package org.datawarp.sinks.catalog;

import static org.datawarp.sinks.catalog.HandCapture.keyed;
import static org.datawarp.sinks.parquet.Samples.insert;
import static org.datawarp.sinks.parquet.Samples.row;
import static org.datawarp.sinks.parquet.Samples.update;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.sinks.catalog.HandCapture.Keyed;
import org.datawarp.sinks.parquet.Samples;
import org.jspecify.annotations.Nullable;

/** The release of a month, and that of the next, which corrects a row of the first. */
final class TwoReleases {

    static final YearMonth MAY = YearMonth.of(2025, 5);
    static final YearMonth JUNE = YearMonth.of(2025, 6);

    /** The rows of the first. */
    static final List<List<@Nullable Object>> FIRST =
            List.of(row(MAY, "RA1", 1L), row(MAY, "RB1", 2L), row(MAY, "RC1", 3L));

    /** The row that the second adds. */
    static final List<@Nullable Object> ADDED = row(JUNE, "RA1", 4L);

    private static final List<@Nullable Object> CORRECTED = row(MAY, "RB1", 20L);

    /** The rows after both. */
    static final List<List<@Nullable Object>> BOTH = List.of(FIRST.get(0), CORRECTED, FIRST.get(2), ADDED);

    private TwoReleases() {}

    /** Captures both, each in a transaction. */
    static void capture(HandCapture capture) {
        capture.schema(Samples.DATASET, Samples.COLUMNS);
        List<Keyed> first = new ArrayList<>();
        FIRST.forEach(row -> first.add(keyed(insert(7, first.size() + 1L, row))));
        capture.transaction(7, 1000, Commitments.of(MAY, Samples.TABLE), first);
        capture.transaction(
                8,
                2000,
                Commitments.of(JUNE, Samples.TABLE),
                List.of(keyed(update(8, 1, FIRST.get(1), CORRECTED)), keyed(insert(8, 2, ADDED))));
    }
}
