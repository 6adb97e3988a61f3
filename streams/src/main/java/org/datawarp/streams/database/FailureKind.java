package org.datawarp.streams.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.RetriableException;

/** What a failure of the database means: whether to retry, and what to advise. */
public enum FailureKind {
    /** The server is away, is starting, or ended the connection. */
    LOST_CONNECTION(true, "Check that PostgreSQL runs and can be reached; the loader then continues by itself."),
    /** Two transactions conflicted, and the server ended one. */
    CONFLICT(true, "Nothing to do: the loader tries again."),
    /** A value or a row that the server refuses: the release is at fault, not the server. */
    REFUSED_DATA(false, "Read the release's reasons, correct its manifest and load it again."),
    /** Another loader of the same application name has taken over the partition. */
    FENCED(false, "Run one application name once, or let Kafka share out the partitions; then start this one again."),
    /** The disk or another limit of the server is used up. */
    OUT_OF_RESOURCES(
            true,
            "Make room on the database's disk, or raise the limit that is named; the loader then continues by itself."),
    /** Kafka does not answer. */
    BROKER_AWAY(true, "Check that Kafka runs and can be reached; the loader then continues by itself."),
    /** A record of Kafka's is not as it was written. */
    DAMAGED_LOG(false, "Stop DataWarp and start it again: the start says what to do."),
    /** Anything else. */
    OTHER(false, "Read the cause; nothing is lost, and loading continues where it stopped once the cause is fixed.");

    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57P05", "53300");
    private static final Set<String> IN_EACH_OTHERS_WAY = Set.of("40001", "40P01", "55P03");

    private final boolean passing;
    private final String advice;

    FailureKind(boolean passing, String advice) {
        this.passing = passing;
        this.advice = advice;
    }

    /** Whether a retry may help. */
    public boolean isPassing() {
        return passing;
    }

    public String advice() {
        return advice;
    }

    /** Decides by SQL state, never by message. */
    public static FailureKind of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FencedException) {
                return FENCED;
            }
            if (cause instanceof SQLException sql) {
                return of(sql);
            }
            if (cause instanceof CorruptRecordException) {
                return DAMAGED_LOG;
            }
            if (cause instanceof RetriableException) {
                return BROKER_AWAY;
            }
        }
        return OTHER;
    }

    private static FailureKind of(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() < 2) {
            return failure.getCause() instanceof IOException ? LOST_CONNECTION : OTHER;
        }
        if (AWAY.contains(state) || state.startsWith("08")) {
            return LOST_CONNECTION;
        }
        if (IN_EACH_OTHERS_WAY.contains(state)) {
            return CONFLICT;
        }
        return switch (state.substring(0, 2)) {
            case "22", "23", "54" -> REFUSED_DATA;
            case "53" -> OUT_OF_RESOURCES;
            default -> OTHER;
        };
    }
}
