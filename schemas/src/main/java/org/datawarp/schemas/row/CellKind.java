package org.datawarp.schemas.row;

/**
 * What a cell holds according to its file, before any manifest is applied. The order is the wire format: append only.
 */
public enum CellKind {
    /** Nothing, or a position that the file leaves out. */
    BLANK,
    /** Text; every cell of a CSV. */
    TEXT,
    /** A number: the text is its shortest exact decimal, such as {@code 0.1} or {@code 1200}. */
    NUMBER,
    /** A number shown as a date: the text is ISO 8601, {@code 2025-03-01} or {@code 2025-03-01T09:30:00}. */
    DATE,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A spreadsheet error, such as {@code #N/A}. */
    ERROR
}
