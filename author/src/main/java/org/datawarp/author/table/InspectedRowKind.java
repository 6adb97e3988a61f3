package org.datawarp.author.table;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kind of a row in a sheet without a manifest. Every row has exactly one. */
public enum InspectedRowKind {
    DATA,
    /** Part of a heading band, or a repeated heading. */
    HEADING,
    /** Units under a heading, such as £000. */
    UNIT,
    /** Titles, notes, sources: text outside a table. */
    NOTE,
    BLANK,
    /** Sums up other rows. */
    TOTAL,
    /** A label above the rows that it is about, such as Males. */
    SECTION;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
