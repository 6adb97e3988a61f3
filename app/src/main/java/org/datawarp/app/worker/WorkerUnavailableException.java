package org.datawarp.app.worker;

/** The Worker cannot run on this machine as it is. Says what is missing and what to do; all else runs without it. */
final class WorkerUnavailableException extends Exception {

    WorkerUnavailableException(String message) {
        super(message);
    }
}
