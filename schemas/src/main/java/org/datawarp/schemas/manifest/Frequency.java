package org.datawarp.schemas.manifest;

/** How often a publication has a release. */
public enum Frequency {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    IRREGULAR
}
