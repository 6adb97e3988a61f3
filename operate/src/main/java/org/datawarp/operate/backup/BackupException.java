package org.datawarp.operate.backup;

/** A backup cannot be taken or restored. The message says why and what to do. */
public final class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }
}
