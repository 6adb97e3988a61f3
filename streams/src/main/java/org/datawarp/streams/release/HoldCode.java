package org.datawarp.streams.release;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a release is held: a stable code for each kind of reason. */
public enum HoldCode {
    /** Announced rows did not arrive, or differ from what was sent. */
    INCOMPLETE,
    /** A file, or a member of a ZIP, could not be read to its end. */
    UNREADABLE_FILE,
    /** The manifest that the release names is not in the manifests topic, or cannot be read. */
    MANIFEST_UNKNOWN,
    /** A dataset that is not optional has no rows. */
    MISSING_DATASET,
    /** More rows were rejected than the dataset allows. */
    TOO_MANY_REJECTED,
    /** A column that had values in the release before has none. */
    COLUMN_NEWLY_EMPTY,
    /** A published total is not the sum of its rows. */
    TOTAL_DIFFERS,
    /** Less than half the rows of the release before. */
    SHRUNK,
    /** A sheet has nearly all keys of another one, with other values. */
    REPEATED_SHEET,
    /** The dataset's table exists with columns that the manifest contradicts. */
    INCOMPATIBLE_TABLE,
    /** A value that its column cannot hold. */
    UNSTORABLE_VALUE,
    /** The same files, read with the same manifest, were rolled back. */
    ROLLED_BACK;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static HoldCode of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
