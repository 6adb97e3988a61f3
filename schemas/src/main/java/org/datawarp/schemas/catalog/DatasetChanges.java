package org.datawarp.schemas.catalog;

import java.util.List;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;

/**
 * What a catalogue version changed in one dataset.
 *
 * @param added whether this is the first catalogue version with the dataset
 * @param replaced whether all its rows were read again from the database: then they all count as inserted, whether or
 *     not they were there before
 * @param rows after the changes
 * @param releases the promoted releases, also when no row changed
 * @param periodCount how many periods have changed rows
 * @param periods the latest periods with changed rows, in order, {@link #MOST_PERIODS} at most
 * @param newParts keys of the parts that were added
 * @param removedParts keys of the parts that were removed
 */
public record DatasetChanges(
        DatasetName dataset,
        String title,
        PublicationName publication,
        boolean added,
        boolean replaced,
        long rows,
        long inserted,
        long updated,
        long deleted,
        List<PromotedRelease> releases,
        long periodCount,
        List<PeriodChanges> periods,
        List<String> newParts,
        List<String> removedParts) {

    /** A correction changes few periods. After a first load of many years, the latest periods are enough. */
    public static final int MOST_PERIODS = 24;

    public DatasetChanges {
        releases = List.copyOf(releases);
        periods = List.copyOf(periods);
        newParts = List.copyOf(newParts);
        removedParts = List.copyOf(removedParts);
    }
}
