package org.datawarp.streams.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.RetriableException;
import org.datawarp.schemas.retry.FailureKind;

/** Which failure of PostgreSQL, or of Kafka beside it, is which kind. */
public final class DatabaseFailures {

    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57P05", "53300");
    private static final Set<String> IN_EACH_OTHERS_WAY = Set.of("40001", "40P01", "55P03");

    private DatabaseFailures() {}

    /** By SQL state, never by message. */
    public static FailureKind kindOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FencedException) {
                return FailureKind.FENCED;
            }
            if (cause instanceof SQLException sql) {
                return kindOf(sql);
            }
            if (cause instanceof CorruptRecordException) {
                return FailureKind.DAMAGED_LOG;
            }
            if (cause instanceof RetriableException) {
                return FailureKind.BROKER_AWAY;
            }
        }
        return FailureKind.UNEXPECTED;
    }

    private static FailureKind kindOf(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() < 2) {
            return failure.getCause() instanceof IOException ? FailureKind.DATABASE_AWAY : FailureKind.UNEXPECTED;
        }
        if (AWAY.contains(state) || state.startsWith("08")) {
            return FailureKind.DATABASE_AWAY;
        }
        if (IN_EACH_OTHERS_WAY.contains(state)) {
            return FailureKind.CONFLICT;
        }
        return switch (state.substring(0, 2)) {
            case "22", "23", "54" -> FailureKind.REFUSED_DATA;
            case "53" -> FailureKind.OUT_OF_RESOURCES;
            default -> FailureKind.UNEXPECTED;
        };
    }
}
