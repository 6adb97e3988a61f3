package org.datawarp.schemas.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.PublishedFile;

/**
 * A release that is in a dataset.
 *
 * @param page where it was published
 * @param committedAt when it was promoted
 */
public record CatalogRelease(
        ReleaseName release,
        LocalDate periodStart,
        LocalDate periodEnd,
        String vintage,
        String page,
        String manifestVersion,
        Instant committedAt,
        List<PublishedFile> files) {

    public CatalogRelease {
        files = List.copyOf(files);
    }
}
