package org.datawarp.schemas.table;

/** What a column is for. */
public enum ColumnRole {
    /** When the row is about; part of its identity. */
    PERIOD,
    /** Part of the row's identity, besides its period. */
    KEY,
    /** Categorises the measures, but is not part of the identity: a name beside its code. */
    DIMENSION,
    /** A figure. */
    MEASURE,
    /** Anything else that was published. */
    ATTRIBUTE,
    /** The mark that replaced a figure, or accompanied it. */
    STATUS,
    /** Where the row was published. */
    ORIGIN
}
