package org.datawarp.sinks.change;

import org.datawarp.schemas.retry.FailureKind;

/** Change capture stopped, or could not start; {@link #kind()} says what may help. */
public final class CaptureException extends RuntimeException {

    private final FailureKind kind;

    CaptureException(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    CaptureException(FailureKind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }
}
