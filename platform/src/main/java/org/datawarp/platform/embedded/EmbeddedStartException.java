package org.datawarp.platform.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded service did not start. The message says what was found, what was expected and what to do. */
public class EmbeddedStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, where, and what to do
     * @param cause what was thrown underneath, or null if nothing was
     */
    public EmbeddedStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
