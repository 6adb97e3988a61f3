package org.datawarp.operate.service;

/** A data directory that cannot be worked over as it is, or on this machine; the message says what to do. */
public final class DataDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataDirectoryException(String message) {
        super(message);
    }
}
