package org.datawarp.schemas.table;

/** What a column is for. */
public enum ColumnRole {
    /** When the row is about; part of its identity. */
    PERIOD,
    /** Part of the row's identity beside its period. */
    KEY,
    /** Sorts the measures, but does not identify: a name beside its code. */
    DIMENSION,
    /** A figure. */
    MEASURE,
    /** Anything else that was published. */
    ATTRIBUTE,
    /** The mark that stood in place of, or beside, a figure. */
    STATUS,
    /** Where the row was published. */
    ORIGIN
}
