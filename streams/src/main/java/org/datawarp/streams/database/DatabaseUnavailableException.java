package org.datawarp.streams.database;

import org.datawarp.schemas.setting.DatabaseSettings;

/** A question to the database was not answered. */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isPassing;

    public DatabaseUnavailableException(DatabaseSettings database, Throwable cause) {
        super(
                "Cannot read from %s: %s; %s"
                        .formatted(
                                database,
                                cause.getMessage(),
                                FailureKind.of(cause).advice()),
                cause);
        this.isPassing = FailureKind.of(cause).isPassing();
    }

    /** Whether a retry may help: the database is down, is starting, or has no room. */
    public boolean isPassing() {
        return isPassing;
    }
}
