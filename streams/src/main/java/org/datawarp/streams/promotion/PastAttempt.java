package org.datawarp.streams.promotion;

import java.time.Instant;
import java.util.List;
import org.datawarp.streams.release.RawRange;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an attempt that the database has lost.
 *
 * @param rawRun the run whose raw rows it read; null for its own
 * @param ranges where its own raw rows are; empty when it read another's
 */
public record PastAttempt(@Nullable String rawRun, Instant begunAt, List<RawRange> ranges) {

    public PastAttempt {
        ranges = List.copyOf(ranges);
    }
}
