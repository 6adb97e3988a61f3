package org.datawarp.operate.service;

/** A role works with services that nobody must work with now; the message says which to stop. */
public final class ServicesInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServicesInUseException(String message) {
        super(message);
    }
}
