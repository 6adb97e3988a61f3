package org.datawarp.operate.registry;

/** The registry answered with a refusal. A retry would not help. */
final class RegistryRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    RegistryRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status of HTTP. */
    int status() {
        return status;
    }
}
