package org.datawarp.ask.query;

/** How the rows of an answer are written. */
public enum ResultFormat {
    TABLE,
    CSV,
    JSON
}
