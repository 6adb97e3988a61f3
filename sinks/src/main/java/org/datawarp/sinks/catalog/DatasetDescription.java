package org.datawarp.sinks.catalog;

import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.name.PublicationName;

/** A dataset's description and publisher, from the release that was promoted last. */
record DatasetDescription(
        String title,
        String description,
        PublicationName publication,
        String publicationTitle,
        String publisher,
        String licence,
        String landingPage,
        String frequency) {

    static DatasetDescription of(CommittedDataset dataset, Commit commit) {
        return new DatasetDescription(
                dataset.title(),
                dataset.description(),
                commit.publication(),
                commit.publicationTitle(),
                commit.publisher(),
                commit.licence(),
                commit.landingPage(),
                commit.frequency());
    }

    static DatasetDescription of(CatalogDataset dataset) {
        return new DatasetDescription(
                dataset.title(),
                dataset.description(),
                dataset.publication(),
                dataset.publicationTitle(),
                dataset.publisher(),
                dataset.licence(),
                dataset.landingPage(),
                dataset.frequency());
    }
}
