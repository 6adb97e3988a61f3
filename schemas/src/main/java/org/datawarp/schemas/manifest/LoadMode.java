package org.datawarp.schemas.manifest;

/** What a release replaces. */
public enum LoadMode {
    /** The periods that it covers. */
    REPLACE_COVERED,
    /** The whole dataset. */
    REPLACE_ALL,
    /** Nothing: rows are added, and those of the same identity brought up to date. */
    APPEND
}
