package org.datawarp.streams.apply;

import java.util.Locale;

/** Why something was rejected. */
public enum Reason {
    UNREADABLE_NUMBER,
    /** A number with a fraction where a whole number belongs. */
    NOT_WHOLE,
    /** More digits after the point than the column has. */
    TOO_PRECISE,
    /** More digits before the point than the column has. */
    OUT_OF_RANGE,
    UNREADABLE_DATE,
    UNREADABLE_TIMESTAMP,
    UNREADABLE_BOOLEAN,
    UNREADABLE_PERIOD,
    /** A text that no database column can hold. */
    UNREADABLE_TEXT,
    /** The spreadsheet itself shows an error. */
    SPREADSHEET_ERROR,
    /** A key is blank in a row that has figures. */
    MISSING_KEY,
    /** A period is blank in a row that has figures. */
    MISSING_PERIOD,
    /** A sheet looks like a dataset's table, but a heading is missing. */
    MISSING_HEADING,
    /** A table has a heading that no field declares. */
    UNDECLARED_HEADING,
    /** The release names a manifest version that does not exist. */
    MANIFEST_UNKNOWN,
    /** The bytes are not a message of the release protocol. */
    UNDECODABLE_MESSAGE,
    /** The typed rows of one row are too many for one message. */
    ROW_TOO_BIG,
    /** A fault of the program. */
    INTERNAL_ERROR;

    /** As {@code Rejection.reason} has it: {@code unreadable-number}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
