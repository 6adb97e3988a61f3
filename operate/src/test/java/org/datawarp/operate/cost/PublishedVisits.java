package org.datawarp.operate.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.catalog.DatasetChanges;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.PromotedRelease;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;

/** A catalogue of one dataset with four parts of 1,000 bytes, and versions that brought it. */
final class PublishedVisits {

    static final PublicationName PUBLICATION = new PublicationName("visits");
    static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

    private static final DatasetName DATASET = new DatasetName("visits");

    private PublishedVisits() {}

    static String part(int number) {
        return Part.key(DATASET, number, "%08d".formatted(number));
    }

    /** @param releases how many it has; as many parts */
    static Catalog catalog(int releases, boolean asOneFile) {
        List<Part> parts = IntStream.rangeClosed(1, releases)
                .mapToObj(n -> new Part(part(n), 10, 1_000, "%08d".formatted(n), n, List.of()))
                .toList();
        List<CatalogRelease> all = IntStream.rangeClosed(1, releases)
                .mapToObj(PublishedVisits::release)
                .toList();
        CatalogDataset dataset = new CatalogDataset(
                DATASET,
                "Visits",
                "Visits",
                PUBLICATION,
                "Visits",
                "An office",
                "OGL-UK-3.0",
                "https://stats.example/visits/",
                "month",
                releases,
                NOW,
                10L * releases,
                1_000L * releases,
                List.of(),
                List.of(),
                List.of(),
                parts,
                all,
                releases + 1,
                0,
                asOneFile ? CatalogDataset.fileKey(DATASET) : "");
        return new Catalog(releases, NOW, 0, 0, List.of(dataset), List.of());
    }

    private static CatalogRelease release(int month) {
        LocalDate start = LocalDate.of(2026, month, 1);
        return new CatalogRelease(
                new ReleaseName("2026-0" + month),
                start,
                start.plusMonths(1).minusDays(1),
                "final",
                "https://stats.example/visits/",
                "1",
                NOW,
                NOW,
                NOW,
                NOW,
                NOW,
                month,
                List.of(),
                List.of());
    }

    /** @param removed the part that the new one takes the place of; 0 for none */
    static VersionChanges version(int number, boolean isFirst, int removed) {
        DatasetChanges changes = new DatasetChanges(
                DATASET,
                "Visits",
                PUBLICATION,
                isFirst,
                false,
                10,
                10,
                0,
                0,
                List.of(new PromotedRelease(new ReleaseName("2026-0" + number), "final", "")),
                1,
                List.of(),
                List.of(part(number)),
                removed == 0 ? List.of() : List.of(part(removed)));
        return new VersionChanges(number, NOW, List.of(changes));
    }
}
