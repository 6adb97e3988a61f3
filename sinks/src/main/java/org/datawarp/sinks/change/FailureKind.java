package org.datawarp.sinks.change;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/** Why capture failed, whether it may try again, and what a person can do. */
public enum FailureKind {
    /** The database does not answer, is starting or stopping, or has no room. */
    DATABASE_AWAY(Integer.MAX_VALUE, "check that PostgreSQL runs and has room on its disk"),
    /** The broker does not answer. */
    BROKER_AWAY(Integer.MAX_VALUE, "check that Kafka runs and has room on its disk"),
    /** Another process, perhaps an earlier one of ours, reads from the slot. */
    SLOT_BUSY(Integer.MAX_VALUE, "stop the other process that captures changes with this slot"),
    /** The publication is missing after the wait. */
    NOT_PREPARED(0, "start ./datawarp up, or the role apply, once: it prepares the database"),
    /** Changes were skipped or are gone. */
    GAP(0, "see the message: capture must start again with all rows"),
    /** A record in Kafka is damaged. */
    DAMAGED_LOG(0, "stop DataWarp and start it again: the start says what to do"),
    /** A change that cannot be captured. */
    UNSUPPORTED(0, "see the message: the table must be corrected"),
    /** Anything else. */
    UNEXPECTED(5, "see the cause in the log");

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final int MOST_DOUBLINGS = 4;

    /** SQLSTATE classes of temporary failures: connection, resources, operator, system. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "58");

    /** The object is in use: for a slot, it is active. */
    private static final String IN_USE = "55006";

    private final int attempts;
    private final String advice;

    FailureKind(int attempts, String advice) {
        this.attempts = attempts;
        this.advice = advice;
    }

    static FailureKind of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            FailureKind kind = ofOne(cause);
            if (kind != UNEXPECTED) {
                return kind;
            }
        }
        return UNEXPECTED;
    }

    private static FailureKind ofOne(Throwable cause) {
        if (cause instanceof CaptureException known) {
            return known.kind();
        }
        if (cause instanceof CaptureGapException) {
            return GAP;
        }
        if (cause instanceof UnsupportedChangeException) {
            return UNSUPPORTED;
        }
        if (cause instanceof SQLException sql && sql.getSQLState() != null) {
            return ofState(sql.getSQLState());
        }
        if (cause instanceof RecordTooLargeException) {
            return UNSUPPORTED;
        }
        if (cause instanceof CorruptRecordException) {
            return DAMAGED_LOG;
        }
        if (cause instanceof RetriableException) {
            return BROKER_AWAY;
        }
        return cause instanceof IOException ? DATABASE_AWAY : UNEXPECTED;
    }

    private static FailureKind ofState(String state) {
        if (state.equals(IN_USE)) {
            return SLOT_BUSY;
        }
        return PASSING.contains(state.substring(0, 2)) ? DATABASE_AWAY : UNEXPECTED;
    }

    /** @param failures how many there were since the last success, from 1 */
    boolean mayTryAgain(int failures) {
        return failures <= attempts;
    }

    /** @param failures how many there were since the last success, from 1 */
    static Duration pauseAfter(int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** What a person can do. */
    public String advice() {
        return advice;
    }
}
