package org.datawarp.operate.lineage;

/** The endpoint will not take an event, however often it is sent. */
final class LineageRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    LineageRefusal(String message) {
        super(message);
    }
}
