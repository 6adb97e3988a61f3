package org.datawarp.ask.mcp.guard;

/** A statement is refused. The message says why, and what to do instead. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final int position;

    /** @param position in characters from 0; negative if no single place is refused */
    RefusedException(String reason, String advice, int position) {
        super(reason + ". " + advice);
        this.reason = reason;
        this.position = position;
    }

    /** The reason without the advice, worded as the Worker does. */
    String reason() {
        return reason;
    }

    int position() {
        return position;
    }
}
