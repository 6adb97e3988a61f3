package org.datawarp.operate.lineage;

/** The endpoint rejects an event, and a retry would not help. */
final class LineageRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    LineageRefusal(String message) {
        super(message);
    }
}
