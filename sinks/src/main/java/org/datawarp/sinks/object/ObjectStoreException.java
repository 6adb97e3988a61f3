package org.datawarp.sinks.object;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A store did not answer, or refused. This may be temporary: the same call can be made again. */
public final class ObjectStoreException extends IOException {

    private final boolean unanswered;

    private ObjectStoreException(String message, @Nullable Throwable cause, boolean unanswered) {
        super(message, cause);
        this.unanswered = unanswered;
    }

    /** The store refused, or gave an answer that it must not give. */
    public ObjectStoreException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** The store refused, or gave an answer that it must not give. */
    public ObjectStoreException(String message) {
        this(message, null, false);
    }

    /** The store gave no answer, or said that it cannot answer now. */
    public static ObjectStoreException unanswered(String message, @Nullable Throwable cause) {
        return new ObjectStoreException(message, cause, true);
    }

    /** Whether the store may be down: a process that has just started waits for it, as for any service. */
    public boolean isUnanswered() {
        return unanswered;
    }
}
