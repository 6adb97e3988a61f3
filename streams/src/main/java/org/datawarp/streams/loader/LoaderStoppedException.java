package org.datawarp.streams.loader;

import org.datawarp.schemas.retry.FailureKind;

/** The loader cannot continue by itself. Nothing is lost: the next start continues where this one stopped. */
public final class LoaderStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    LoaderStoppedException(FailureKind kind, Throwable cause) {
        super("Cannot load rows into PostgreSQL: " + cause.getMessage() + "; " + kind.advice(), cause);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }
}
