package org.datawarp.sinks.object;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A store did not answer, or refused. May pass: the same call can be made again. */
public final class ObjectStoreException extends IOException {

    private final boolean unanswered;

    private ObjectStoreException(String message, @Nullable Throwable cause, boolean unanswered) {
        super(message, cause);
        this.unanswered = unanswered;
    }

    /** The store said no, or something that it must not. */
    public ObjectStoreException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** The store said no, or something that it must not. */
    public ObjectStoreException(String message) {
        this(message, null, false);
    }

    /** The store gave no answer, or said that it cannot now. */
    public static ObjectStoreException unanswered(String message, @Nullable Throwable cause) {
        return new ObjectStoreException(message, cause, true);
    }

    /** Whether the store may be away: who has just started waits for it, as for any service. */
    public boolean isUnanswered() {
        return unanswered;
    }
}
