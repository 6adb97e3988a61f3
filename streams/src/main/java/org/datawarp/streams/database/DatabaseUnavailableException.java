package org.datawarp.streams.database;

import org.datawarp.schemas.setting.DatabaseSettings;

/** A question to the database was not answered. */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isRetryable;

    public DatabaseUnavailableException(DatabaseSettings database, Throwable cause) {
        super(
                "Cannot read from %s: %s; %s"
                        .formatted(
                                database,
                                cause.getMessage(),
                                DatabaseFailures.kindOf(cause).advice()),
                cause);
        this.isRetryable = DatabaseFailures.kindOf(cause).isRetryable();
    }

    /** Whether trying again may help: it is away, starts, or has no room. */
    public boolean isRetryable() {
        return isRetryable;
    }
}
