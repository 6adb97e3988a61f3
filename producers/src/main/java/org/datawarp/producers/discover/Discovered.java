package org.datawarp.producers.discover;

import java.net.URI;
import java.util.List;

/**
 * What was found on a publication's pages.
 *
 * @param releases by period, oldest first
 * @param skipped links to data that belong to no release
 * @param absent pages that do not exist, or not yet
 * @param unreadable pages that exist but could not be read; their releases are missing from this list
 */
public record Discovered(
        List<DiscoveredRelease> releases,
        List<SkippedLink> skipped,
        List<URI> absent,
        List<UnreadablePage> unreadable) {

    public Discovered {
        releases = List.copyOf(releases);
        skipped = List.copyOf(skipped);
        absent = List.copyOf(absent);
        unreadable = List.copyOf(unreadable);
    }

    /** A page under the landing page that could not be read. */
    public record UnreadablePage(URI address, String message) {}
}
