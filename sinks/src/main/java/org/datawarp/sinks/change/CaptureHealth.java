package org.datawarp.sinks.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of capture.
 *
 * @param lastLsn the end of the last transaction that was acknowledged since the start; 0 when there was none
 * @param lastCommitAt when that transaction was committed; null when there was none
 * @param changes how many row changes were published since the start
 * @param problem what failed last and is being retried, or stopped capture; null when there is no problem
 */
public record CaptureHealth(
        State state,
        long lastLsn,
        @Nullable Instant lastCommitAt,
        long changes,
        @Nullable String problem) {

    /** What capture does. */
    public enum State {
        /** Not started. */
        NEW,
        /** Checking the database, or reading the rows that were there before. */
        STARTING,
        /** Following the database. */
        RUNNING,
        /** Waiting to try again. */
        WAITING,
        /** Closed. */
        CLOSED,
        /** Stopped by a permanent failure. */
        FAILED
    }
}
