package org.datawarp.app.platform;

/** A data directory that nobody must work over as it is; the message says what to do. */
public final class DataDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataDirectoryException(String message) {
        super(message);
    }
}
