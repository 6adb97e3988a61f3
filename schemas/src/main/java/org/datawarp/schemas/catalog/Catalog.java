package org.datawarp.schemas.catalog;

import java.time.Instant;
import java.util.List;

/**
 * What is published: every dataset with its parts. Replaced as a whole, so a reader that holds one version sees only
 * whole releases.
 *
 * @param version 1 for the first; each commit adds one
 * @param transactionsOffset the next offset to read in the transactions topic: everything before it is in the parts
 * @param endLsn the end of the last transaction in the parts; a transaction that ends at or before it is a repetition
 * @param changes what this version brought, in the order of the datasets' names
 */
public record Catalog(
        long version,
        Instant committedAt,
        long transactionsOffset,
        long endLsn,
        List<CatalogDataset> datasets,
        List<DatasetChanges> changes) {

    /** The key of the catalogue in the bucket. */
    public static final String KEY = "datasets/catalog.parquet";

    public static final Catalog EMPTY = new Catalog(0, Instant.EPOCH, 0, 0, List.of(), List.of());

    public Catalog {
        datasets = List.copyOf(datasets);
        changes = List.copyOf(changes);
    }

    /** The key of a version's copy in the bucket. The copy never changes: see {@code docs/published.md}. */
    public static String versionKey(long version) {
        return "datasets/catalog/%d.parquet".formatted(version);
    }

    /** Its entry in the log of changes. */
    public VersionChanges versionChanges() {
        return new VersionChanges(version, committedAt, changes);
    }
}
