package org.datawarp.schemas.manifest;

import java.net.URI;
import org.datawarp.schemas.name.PublicationName;

/**
 * A series of releases: what it is, where it is published and when.
 *
 * @param licence its SPDX identifier or the publisher's name for it
 * @param frequency how often there is a release
 * @param schedule when releases appear
 * @param mirror the folder of this publication under a local mirror; empty: the publication's own name
 */
public record Publication(
        PublicationName name,
        String title,
        String description,
        String publisher,
        String licence,
        URI landingPage,
        Frequency frequency,
        Schedule schedule,
        Links files,
        String mirror) {}
