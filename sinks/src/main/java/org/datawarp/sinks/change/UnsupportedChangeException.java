package org.datawarp.sinks.change;

/** A change cannot be carried on without losing something of it; trying again gives the same. */
public final class UnsupportedChangeException extends RuntimeException {

    public UnsupportedChangeException(String message) {
        super(message);
    }
}
