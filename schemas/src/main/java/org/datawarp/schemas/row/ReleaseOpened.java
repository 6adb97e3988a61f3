package org.datawarp.schemas.row;

import java.time.Instant;
import java.util.List;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;

/**
 * A release begins: which files it has and which manifest applies to it.
 *
 * @param run one attempt to load the release: 16 hex digits, unique, in every message of the attempt
 * @param vintage what the publisher calls the figures: {@code provisional}, {@code final}, {@code revised 2}; empty when
 *     nothing is said
 * @param page where the files were linked from
 * @param manifestVersion the version of the manifest in force, see {@code Manifest.version}
 * @param openedAt by the producer's clock, which may have been set back since the attempt before
 */
public record ReleaseOpened(
        String run,
        PublicationName publication,
        ReleaseName release,
        Period period,
        String vintage,
        String page,
        String manifestVersion,
        List<PublishedFile> files,
        Instant openedAt)
        implements RawMessage, RowsMessage {

    public ReleaseOpened {
        files = List.copyOf(files);
    }

    /** The same release as another run. */
    public ReleaseOpened as(String otherRun) {
        return new ReleaseOpened(
                otherRun, publication, release, period, vintage, page, manifestVersion, files, openedAt);
    }

    /** The same release, to be read with another manifest. */
    public ReleaseOpened with(String otherManifestVersion) {
        return new ReleaseOpened(
                run, publication, release, period, vintage, page, otherManifestVersion, files, openedAt);
    }

    /** The same release, opened at another time. */
    public ReleaseOpened openedAt(Instant at) {
        return new ReleaseOpened(run, publication, release, period, vintage, page, manifestVersion, files, at);
    }
}
