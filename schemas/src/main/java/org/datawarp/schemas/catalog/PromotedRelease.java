package org.datawarp.schemas.catalog;

import org.datawarp.schemas.name.ReleaseName;

/**
 * A release that a catalogue version added or replaced.
 *
 * @param vintage as in {@link CatalogRelease#vintage}
 * @param page as in {@link CatalogRelease#page}
 */
public record PromotedRelease(ReleaseName release, String vintage, String page) {

    public PromotedRelease {
        page = PublicAddress.of(page);
    }
}
