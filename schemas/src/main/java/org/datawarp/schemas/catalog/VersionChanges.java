package org.datawarp.schemas.catalog;

import java.time.Instant;
import java.util.List;

/**
 * What one catalogue version changed: an entry in the log of changes.
 *
 * @param datasets those that changed, in the order of their names
 */
public record VersionChanges(long version, Instant committedAt, List<DatasetChanges> datasets) {

    /** How many versions share one object of the log. */
    public static final int VERSIONS_AN_OBJECT = 100;

    public VersionChanges {
        datasets = List.copyOf(datasets);
    }

    /**
     * The key of the object in the bucket that has a version's entry: one object holds the entries of a hundred
     * versions.
     */
    public static String key(long version) {
        return "datasets/changes/%d.json".formatted(version / VERSIONS_AN_OBJECT);
    }
}
