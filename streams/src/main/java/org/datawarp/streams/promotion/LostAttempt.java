package org.datawarp.streams.promotion;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.datawarp.streams.release.RawRange;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that the database has lost, and that is made once more.
 *
 * @param run its name, as it was
 * @param rawRun the run whose raw rows it read; null for its own
 * @param begunAt when it began
 * @param ranges where its own raw rows stand; empty when it read another's
 * @param clock gives when it was complete, while its rows are staged, and when it was decided on, after that
 */
public record LostAttempt(
        String run, @Nullable String rawRun, Instant begunAt, List<RawRange> ranges, InstantSource clock) {

    public LostAttempt {
        ranges = List.copyOf(ranges);
    }
}
