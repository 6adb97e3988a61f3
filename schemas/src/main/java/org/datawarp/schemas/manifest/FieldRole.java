package org.datawarp.schemas.manifest;

/** What a field is for. */
public enum FieldRole {
    /** Says what period the row is about; becomes the period columns and no column of its own. */
    PERIOD,
    /** Part of the row's identity beside its period. */
    KEY,
    /** Sorts the measures, but does not identify. */
    DIMENSION,
    /** A figure. */
    MEASURE,
    /** Anything else. */
    ATTRIBUTE
}
