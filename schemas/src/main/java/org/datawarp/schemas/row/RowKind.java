package org.datawarp.schemas.row;

/** What a row of a sheet turned out to be. Every row is exactly one of these. The order is the wire format. */
public enum RowKind {
    /** Produced one or more typed rows. */
    DATA,
    /** Part of a heading band, repeated headings included. */
    HEADING,
    /** Titles, notes, sources: text outside a table. */
    NOTE,
    BLANK,
    /** A control total, compared with the sum of the data rows and not published. */
    TOTAL,
    /** Does not fit; the rejected topic says why. */
    REJECTED,
    /** In a sheet that no dataset of the manifest claims. */
    UNCLAIMED
}
