package org.datawarp.operate.service;

/** A data directory cannot be used as it is, or on this machine. The message says what to do. */
public final class DataDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataDirectoryException(String message) {
        super(message);
    }
}
