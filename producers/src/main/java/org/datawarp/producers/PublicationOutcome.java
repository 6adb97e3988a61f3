package org.datawarp.producers;

import java.util.List;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.SkippedLink;
import org.datawarp.schemas.name.PublicationName;

/**
 * The results of a publication's releases.
 *
 * @param releases oldest first
 * @param skipped links to data that belong to no release, and why
 * @param unreadable pages that could not be read, whose releases are missing here
 */
public record PublicationOutcome(
        PublicationName publication,
        List<ReleaseOutcome> releases,
        List<SkippedLink> skipped,
        List<Discovered.UnreadablePage> unreadable) {

    public PublicationOutcome {
        releases = List.copyOf(releases);
        skipped = List.copyOf(skipped);
        unreadable = List.copyOf(unreadable);
    }
}
