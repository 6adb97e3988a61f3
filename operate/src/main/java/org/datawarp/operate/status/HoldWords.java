package org.datawarp.operate.status;

import java.util.Set;
import org.datawarp.schemas.status.PublicationStatus.Reason;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;

/**
 * Why a release is held, for everybody: the kind of reason and the dataset. What was found, where and what to do is for the
 * operator, and may name what is private to the operator.
 */
final class HoldWords {

    private HoldWords() {}

    /** @param datasets of the publication */
    static Reason of(HoldReason reason, Set<String> datasets) {
        String first = reason.where().split("[^a-z0-9_]", 2)[0];
        return new Reason(reason.code().toString(), datasets.contains(first) ? first : "", words(reason.code()));
    }

    static String words(HoldCode code) {
        return switch (code) {
            case INCOMPLETE -> "not all of its rows have arrived";
            case UNREADABLE_FILE -> "a file could not be read whole";
            case MANIFEST_UNKNOWN -> "the description of its files is not known";
            case MISSING_DATASET -> "a dataset that it should have has no rows";
            case TOO_MANY_REJECTED -> "too many rows do not fit";
            case COLUMN_NEWLY_EMPTY -> "a column that had values in the release before has none";
            case TOTAL_DIFFERS -> "a published total is not the sum of its rows";
            case SHRUNK -> "it has less than half the rows of the release before";
            case REPEATED_SHEET -> "a sheet repeats the rows of another one with other values";
            case INCOMPATIBLE_TABLE -> "its columns contradict those that are there";
            case UNSTORABLE_VALUE -> "it has a value that its column cannot hold";
            case ROLLED_BACK -> "it was taken back by the operator";
        };
    }
}
