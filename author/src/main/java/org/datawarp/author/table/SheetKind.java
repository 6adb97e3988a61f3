package org.datawarp.author.table;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The purpose of a sheet. */
public enum SheetKind {
    /** Holds tables of figures or records. */
    DATA,
    /** Holds labels with one value each. */
    KEY_VALUE,
    /** Lists the other sheets, or is a cover. */
    CONTENTS,
    /** Explains: notes, methods, glossaries, metadata. */
    TEXT,
    /** Workings of a chart or a pivot table. */
    WORKINGS,
    /** Has no cells. */
    EMPTY;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
