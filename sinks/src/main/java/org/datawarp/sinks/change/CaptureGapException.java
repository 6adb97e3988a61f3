package org.datawarp.sinks.change;

/** Changes may be missing between what was published and what the database still holds: continuing would skip them. */
public final class CaptureGapException extends RuntimeException {

    public CaptureGapException(String message) {
        super(message);
    }
}
