package org.datawarp.schemas.catalog;

import java.time.Instant;
import java.util.List;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.Mark;

/**
 * One dataset as it is published: one row of the catalogue.
 *
 * @param frequency how often there is a release, in lower case: {@code month}, {@code quarter}, ..., {@code irregular}
 * @param version the catalogue version in which it last changed
 * @param columns all columns of its parts, in order
 * @param marks the marks that its status columns may hold, each with its meaning
 * @param headings the headings under which its columns were published, the latest of each column first
 * @param rows in all parts
 * @param bytes of all parts
 * @param parts in the order of their periods; together they are the dataset
 * @param releases in the order of their periods
 * @param nextPart the number of the next new part
 * @param changesOffset the next offset to read in its change topic
 * @param file the key of the copy as one file; empty while there is none
 */
public record CatalogDataset(
        DatasetName dataset,
        String title,
        String description,
        PublicationName publication,
        String publicationTitle,
        String publisher,
        String licence,
        String landingPage,
        String frequency,
        long version,
        Instant changedAt,
        long rows,
        long bytes,
        List<Column> columns,
        List<Mark> marks,
        List<CatalogHeading> headings,
        List<Part> parts,
        List<CatalogRelease> releases,
        long nextPart,
        long changesOffset,
        String file) {

    public CatalogDataset {
        landingPage = PublicAddress.of(landingPage);
        columns = List.copyOf(columns);
        marks = List.copyOf(marks);
        headings = List.copyOf(headings);
        parts = List.copyOf(parts);
        releases = List.copyOf(releases);
    }

    /** The key of the dataset's metadata in the bucket. */
    public static String metadataKey(DatasetName dataset) {
        return "datasets/" + dataset + ".json";
    }

    /** The key of the copy as one file in the bucket. */
    public static String fileKey(DatasetName dataset) {
        return "datasets/" + dataset + ".parquet";
    }
}
