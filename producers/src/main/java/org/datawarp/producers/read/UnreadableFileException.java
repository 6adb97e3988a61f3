package org.datawarp.producers.read;

import java.io.IOException;

/** A file, or a member of a ZIP, that cannot be read, with a stable reason and a message for a person. */
public final class UnreadableFileException extends IOException {

    private final UnreadableReason reason;

    /**
     * @param where the file as published, and the place in it if known: {@code a.xlsx › Table 3 › row 17}
     * @param found what is there
     * @param expected what would have been readable
     */
    public UnreadableFileException(UnreadableReason reason, String where, String found, String expected) {
        super("Cannot read " + where + ": found " + found + ", expected " + expected + "; " + reason.advice());
        this.reason = reason;
    }

    private UnreadableFileException(UnreadableReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** As reported by another process. */
    public static UnreadableFileException told(UnreadableReason reason, String message) {
        return new UnreadableFileException(reason, message);
    }

    /** Keeps the original fault as the cause. */
    UnreadableFileException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    public UnreadableReason reason() {
        return reason;
    }
}
