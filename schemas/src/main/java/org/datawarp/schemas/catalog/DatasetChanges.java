package org.datawarp.schemas.catalog;

import java.util.List;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;

/**
 * What a catalogue version brought to one dataset.
 *
 * @param added whether the catalogue has the dataset from this version on
 * @param replaced whether all its rows were taken anew from the database: they all count as inserted, whether or not they
 *     were there before
 * @param rows after the changes
 * @param releases those that were promoted, also when no row changed
 * @param periodCount how many periods have changed rows
 * @param periods the latest of these, in order, {@link #MOST_PERIODS} at most
 * @param newParts keys of the parts that came in
 * @param removedParts keys of the parts that left
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

    /** A correction touches few periods; of a first load of many years the latest tell enough. */
    public static final int MOST_PERIODS = 24;

    public DatasetChanges {
        releases = List.copyOf(releases);
        periods = List.copyOf(periods);
        newParts = List.copyOf(newParts);
        removedParts = List.copyOf(removedParts);
    }
}
