package org.datawarp.schemas.manifest;

/** What a field is for. */
public enum FieldRole {
    /** Gives the row's period; fills the period columns and has no column of its own. */
    PERIOD,
    /** Part of the row's identity, besides its period. */
    KEY,
    /** Categorises the measures, but is not part of the identity. */
    DIMENSION,
    /** A figure. */
    MEASURE,
    /** Anything else. */
    ATTRIBUTE
}
