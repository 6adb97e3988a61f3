package org.datawarp.schemas.catalog;

import java.time.Instant;
import java.util.List;

/**
 * What one catalogue version brought: an entry of the log of changes.
 *
 * @param datasets those that changed, in the order of their names
 */
public record VersionChanges(long version, Instant committedAt, List<DatasetChanges> datasets) {

    /** Versions that share one object of the log. */
    public static final int VERSIONS_AN_OBJECT = 100;

    public VersionChanges {
        datasets = List.copyOf(datasets);
    }

    /** Where the entry of a version stands in the bucket, among those of the same hundred. */
    public static String key(long version) {
        return "datasets/changes/%d.json".formatted(version / VERSIONS_AN_OBJECT);
    }
}
