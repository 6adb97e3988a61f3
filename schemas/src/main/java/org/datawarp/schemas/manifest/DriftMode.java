package org.datawarp.schemas.manifest;

/** What happens when a table has a heading that no field declares. */
public enum DriftMode {
    /** The column is left out, and the release says so. */
    DISCARD,
    /** The release is held until the manifest says what the column means. */
    FREEZE
}
