package org.datawarp.author.describe;

/** A model gave no usable answer; the message says what came instead. */
final class ModelException extends Exception {

    private static final long serialVersionUID = 1L;

    ModelException(String message) {
        super(message);
    }

    ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
