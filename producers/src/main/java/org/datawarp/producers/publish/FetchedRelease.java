package org.datawarp.producers.publish;

import java.util.List;
import org.datawarp.producers.read.Members;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;

/**
 * A release whose files are all archived.
 *
 * @param manifest the one in force
 * @param text what {@code manifest} was read from
 * @param vintage the publisher's word for the state of the figures; empty when there is none
 * @param page where the files were linked from
 * @param members which members of a ZIP are data
 */
public record FetchedRelease(
        Manifest manifest,
        ManifestText text,
        ReleaseName name,
        Period period,
        String vintage,
        String page,
        Members members,
        List<FetchedFile> files) {

    public FetchedRelease {
        files = List.copyOf(files);
    }
}
