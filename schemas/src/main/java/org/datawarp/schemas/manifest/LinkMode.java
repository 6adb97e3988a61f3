package org.datawarp.schemas.manifest;

/** How a publication's files are found. */
public enum LinkMode {
    /** A page per release, whose address follows from the period. */
    TEMPLATE,
    /** A landing page, and perhaps pages under it, that link to all files. */
    DISCOVER,
    /** A list of addresses in the manifest. */
    EXPLICIT
}
