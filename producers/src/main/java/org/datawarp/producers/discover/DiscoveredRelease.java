package org.datawarp.producers.discover;

import java.net.URI;
import java.util.List;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;

/**
 * The files of one release, as their pages link to them.
 *
 * @param vintage the publisher's word for the state of the figures; empty when there is none
 * @param page where the first file was linked from
 * @param files at least one, in the order of the pages
 */
public record DiscoveredRelease(ReleaseName name, Period period, String vintage, URI page, List<FileLink> files) {

    public DiscoveredRelease {
        files = List.copyOf(files);
    }
}
