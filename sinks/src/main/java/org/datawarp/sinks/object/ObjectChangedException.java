package org.datawarp.sinks.object;

import java.io.IOException;

/**
 * A conditional write was refused: the object is neither as the caller last saw it nor what the caller wanted to write.
 */
public final class ObjectChangedException extends IOException {

    public ObjectChangedException(String key) {
        super("Cannot write %s: it changed since it was read".formatted(key));
    }
}
