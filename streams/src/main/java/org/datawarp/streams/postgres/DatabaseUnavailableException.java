package org.datawarp.streams.postgres;

/** A question to the database was not answered. */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseUnavailableException(DatabaseSettings database, Throwable cause) {
        super(
                "Cannot read from %s: %s; %s"
                        .formatted(
                                database,
                                cause.getMessage(),
                                FailureKind.of(cause).advice()),
                cause);
    }
}
