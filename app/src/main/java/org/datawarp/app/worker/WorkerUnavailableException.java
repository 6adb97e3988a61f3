package org.datawarp.app.worker;

/**
 * The Worker cannot run on this machine. The message says what is missing and what to do. Everything else runs without
 * it.
 */
final class WorkerUnavailableException extends Exception {

    WorkerUnavailableException(String message) {
        super(message);
    }
}
