package org.datawarp.schemas.manifest;

/** What a release replaces. */
public enum LoadMode {
    /** The periods that it covers. */
    REPLACE_COVERED,
    /** The whole dataset. */
    REPLACE_ALL,
    /** Nothing: rows are added, and existing rows with the same identity are updated. */
    APPEND
}
