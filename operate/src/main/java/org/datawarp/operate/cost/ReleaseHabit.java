package org.datawarp.operate.cost;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.DatasetChanges;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.schemas.name.PublicationName;

/**
 * What a release of a publication usually uses: the average of its latest ones.
 *
 * @param from the number of catalogue versions in the average; 0 if none came since the first load, when its share of
 *     the published data is used instead
 * @param addedBytes the lasting growth of the bucket
 * @param rewrittenBytes of parts that are replaced; they stay for a day
 * @param classA number of writes
 * @param classB number of reads
 */
record ReleaseHabit(int from, double addedBytes, double rewrittenBytes, double classA, double classB) {

    private static final int MOST_VERSIONS = 12;

    /** Writes for each version: the catalogue, its copy, and the log of changes. */
    private static final int WRITES_A_VERSION = 3;

    /** Reads for each version: checking whether its copy exists. */
    private static final int READS_A_VERSION = 1;

    static final ReleaseHabit NONE = new ReleaseHabit(0, 0, 0, 0, 0);

    /**
     * Averages the entries of the log of changes.
     *
     * @param log the newest version first
     * @param sizes of objects that still exist, in bytes
     */
    static ReleaseHabit of(
            PublicationName publication, Catalog catalog, List<VersionChanges> log, Map<String, Long> sizes) {
        Map<String, CatalogDataset> datasets = catalog.datasets().stream()
                .filter(dataset -> dataset.publication().equals(publication))
                .collect(Collectors.toMap(dataset -> dataset.dataset().value(), dataset -> dataset));
        List<ReleaseHabit> seen = new ArrayList<>();
        for (VersionChanges version : log) {
            List<DatasetChanges> changed = version.datasets().stream()
                    .filter(dataset -> dataset.publication().equals(publication))
                    .toList();
            boolean isLater = changed.stream().noneMatch(dataset -> dataset.added() || dataset.replaced());
            if (!changed.isEmpty() && isLater && seen.size() < MOST_VERSIONS) {
                seen.add(ofVersion(changed, datasets, sizes));
            }
        }
        return seen.isEmpty() ? share(datasets.values()) : average(seen);
    }

    private static ReleaseHabit ofVersion(
            List<DatasetChanges> changed, Map<String, CatalogDataset> datasets, Map<String, Long> sizes) {
        double added = 0;
        double rewritten = 0;
        double writes = WRITES_A_VERSION;
        double reads = READS_A_VERSION;
        for (DatasetChanges changes : changed) {
            CatalogDataset dataset = datasets.get(changes.dataset().value());
            double usual = dataset == null ? 0 : averagePart(dataset);
            double gone = bytes(changes.removedParts(), sizes, usual);
            double growth = bytes(changes.newParts(), sizes, usual) - gone;
            int copied = dataset == null || dataset.file().isEmpty()
                    ? 0
                    : dataset.parts().size();
            boolean hasCopy = copied > 0;
            added += hasCopy ? 2 * growth : growth;
            rewritten += gone;
            writes += changes.newParts().size()
                    + 1.0
                    + (hasCopy ? 1 : 0)
                    + (changes.removedParts().isEmpty() ? 0 : 1);
            reads += (double) changes.removedParts().size() + copied;
        }
        long releases = changed.stream()
                .flatMap(changes -> changes.releases().stream())
                .map(release -> release.release())
                .distinct()
                .count();
        double each = Math.max(1, releases);
        return new ReleaseHabit(1, added / each, rewritten / each, writes / each, reads / each);
    }

    private static double averagePart(CatalogDataset dataset) {
        return dataset.parts().stream().mapToLong(Part::bytes).average().orElse(0);
    }

    private static double bytes(Collection<String> keys, Map<String, Long> sizes, double usual) {
        return keys.stream()
                .mapToDouble(key -> sizes.containsKey(key) ? sizes.get(key) : usual)
                .sum();
    }

    /** A guess for lack of data: one new part and one rewritten part of each dataset. */
    private static ReleaseHabit share(Collection<CatalogDataset> datasets) {
        if (datasets.isEmpty()) {
            return NONE;
        }
        double added = 0;
        double rewritten = 0;
        double writes = WRITES_A_VERSION + 1.0;
        double reads = READS_A_VERSION;
        for (CatalogDataset dataset : datasets) {
            boolean hasCopy = !dataset.file().isEmpty();
            double growth =
                    (double) dataset.bytes() / Math.max(1, dataset.releases().size());
            added += hasCopy ? 2 * growth : growth;
            rewritten += averagePart(dataset);
            writes += hasCopy ? 3 : 2;
            reads += 1.0 + (hasCopy ? dataset.parts().size() : 0);
        }
        return new ReleaseHabit(0, added, rewritten, writes, reads);
    }

    private static ReleaseHabit average(List<ReleaseHabit> seen) {
        int count = seen.size();
        return new ReleaseHabit(
                count,
                seen.stream().mapToDouble(ReleaseHabit::addedBytes).sum() / count,
                seen.stream().mapToDouble(ReleaseHabit::rewrittenBytes).sum() / count,
                seen.stream().mapToDouble(ReleaseHabit::classA).sum() / count,
                seen.stream().mapToDouble(ReleaseHabit::classB).sum() / count);
    }
}
