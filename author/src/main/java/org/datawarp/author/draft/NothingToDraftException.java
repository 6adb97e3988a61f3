package org.datawarp.author.draft;

/** There is nothing from which to draft; the message says what was searched and what to do. */
public final class NothingToDraftException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NothingToDraftException(String message) {
        super(message);
    }
}
