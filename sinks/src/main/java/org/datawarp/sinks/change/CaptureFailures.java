package org.datawarp.sinks.change;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.retry.FailureKind;

/** Which failure of capture is which kind, and when capture tries again. */
final class CaptureFailures {

    static final Backoff BACKOFF = Backoff.endless(Duration.ofSeconds(1), Duration.ofSeconds(15));

    /** What is not known may pass, too. */
    private static final int MOST_UNEXPECTED = 5;

    /** SQLSTATE classes of trouble that passes: connection, resources, operator, system. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "58");

    /** The object is in use: for a slot, it is active. */
    private static final String IN_USE = "55006";

    private CaptureFailures() {}

    static FailureKind kindOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            FailureKind kind = kindOfOne(cause);
            if (kind != FailureKind.UNEXPECTED) {
                return kind;
            }
        }
        return FailureKind.UNEXPECTED;
    }

    private static FailureKind kindOfOne(Throwable cause) {
        if (cause instanceof CaptureException known) {
            return known.kind();
        }
        if (cause instanceof CaptureGapException) {
            return FailureKind.GAP;
        }
        if (cause instanceof UnsupportedChangeException || cause instanceof RecordTooLargeException) {
            return FailureKind.UNSUPPORTED;
        }
        if (cause instanceof SQLException sql && sql.getSQLState() != null) {
            return kindOfState(sql.getSQLState());
        }
        if (cause instanceof CorruptRecordException) {
            return FailureKind.DAMAGED_LOG;
        }
        if (cause instanceof RetriableException) {
            return FailureKind.BROKER_AWAY;
        }
        return cause instanceof IOException ? FailureKind.DATABASE_AWAY : FailureKind.UNEXPECTED;
    }

    private static FailureKind kindOfState(String state) {
        if (state.equals(IN_USE)) {
            return FailureKind.SLOT_BUSY;
        }
        return PASSING.contains(state.substring(0, 2)) ? FailureKind.DATABASE_AWAY : FailureKind.UNEXPECTED;
    }

    /** @param failures how many there were since something last went well, from 1 */
    static boolean mayTryAgain(FailureKind kind, int failures) {
        return kind.isRetryable() || (kind == FailureKind.UNEXPECTED && failures <= MOST_UNEXPECTED);
    }
}
