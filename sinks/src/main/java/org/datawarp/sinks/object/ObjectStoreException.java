package org.datawarp.sinks.object;

import java.io.IOException;

/** A store did not answer, or refused. May pass: the same call can be made again. */
public final class ObjectStoreException extends IOException {

    public ObjectStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public ObjectStoreException(String message) {
        super(message);
    }
}
