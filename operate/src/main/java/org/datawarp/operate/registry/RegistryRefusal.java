package org.datawarp.operate.registry;

/** The registry answered, and does not take what it was given: asking again would not help. */
final class RegistryRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    RegistryRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Of HTTP. */
    int status() {
        return status;
    }
}
