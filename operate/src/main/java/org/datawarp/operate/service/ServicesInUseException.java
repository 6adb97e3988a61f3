package org.datawarp.operate.service;

/** A role uses services that must not be in use now. The message says which role to stop. */
public final class ServicesInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServicesInUseException(String message) {
        super(message);
    }
}
