package org.datawarp.ask.mcp.guard;

/** A statement that is not run; the message says why, and what would do. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final int position;

    /** @param position in characters from 0; negative when it is no place that is refused */
    RefusedException(String reason, String advice, int position) {
        super(reason + ". " + advice);
        this.reason = reason;
        this.position = position;
    }

    /** Without the advice, in the words of the Worker. */
    String reason() {
        return reason;
    }

    int position() {
        return position;
    }
}
