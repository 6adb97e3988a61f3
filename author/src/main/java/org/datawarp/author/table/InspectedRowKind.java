package org.datawarp.author.table;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a row of a sheet is when no manifest says so. Every row is exactly one of these. */
public enum InspectedRowKind {
    DATA,
    /** Of a heading band; repeated headings included. */
    HEADING,
    /** Units under a heading, such as £000. */
    UNIT,
    /** Titles, notes, sources: text outside a table. */
    NOTE,
    BLANK,
    /** Sums up other rows. */
    TOTAL,
    /** A label over the rows that it is about, such as Males. */
    SECTION;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
