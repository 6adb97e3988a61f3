package org.datawarp.author.draft;

/** There is nothing to draft from; the message says what was looked at and what to do. */
public final class NothingToDraftException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NothingToDraftException(String message) {
        super(message);
    }
}
