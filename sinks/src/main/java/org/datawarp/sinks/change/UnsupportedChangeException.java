package org.datawarp.sinks.change;

/** A change cannot be captured without a loss; a retry gives the same result. */
public final class UnsupportedChangeException extends RuntimeException {

    public UnsupportedChangeException(String message) {
        super(message);
    }
}
