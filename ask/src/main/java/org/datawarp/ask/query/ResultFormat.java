package org.datawarp.ask.query;

/** The formats for the rows of an answer. */
public enum ResultFormat {
    TABLE,
    CSV,
    JSON
}
