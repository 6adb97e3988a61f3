package org.datawarp.sinks.object;

import java.io.IOException;

/** A conditional write was refused: the object is not as the caller last saw it, nor does it hold what was to be written. */
public final class ObjectChangedException extends IOException {

    public ObjectChangedException(String key) {
        super("Cannot write %s: it changed since it was read".formatted(key));
    }
}
