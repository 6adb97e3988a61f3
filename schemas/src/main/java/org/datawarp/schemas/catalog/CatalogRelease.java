package org.datawarp.schemas.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.PublishedFile;

/**
 * A release in a dataset.
 *
 * @param page where it was published; the folder's name when it was read from a folder
 * @param openedAt when its files had been fetched and the first of its raw rows was sent to Kafka
 * @param stagedAt when all its typed rows had arrived at the database
 * @param committedAt when it had passed its checks and was promoted: visible in PostgreSQL
 * @param capturedAt when its changes were in Kafka, for the sink
 * @param publishedAt when the catalogue version with it was made
 * @param version the first catalogue version that has it
 * @param files its files as they are now
 * @param earlierFiles files that it had before it was issued again: rows that did not change since then name these
 */
public record CatalogRelease(
        ReleaseName release,
        LocalDate periodStart,
        LocalDate periodEnd,
        String vintage,
        String page,
        String manifestVersion,
        Instant openedAt,
        Instant stagedAt,
        Instant committedAt,
        Instant capturedAt,
        Instant publishedAt,
        long version,
        List<PublishedFile> files,
        List<PublishedFile> earlierFiles) {

    public CatalogRelease {
        page = PublicAddress.of(page);
        files = PublicAddress.ofEach(files);
        earlierFiles = PublicAddress.ofEach(earlierFiles);
    }
}
