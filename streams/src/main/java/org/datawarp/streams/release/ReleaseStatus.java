package org.datawarp.streams.release;

import java.time.Instant;
import java.util.List;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.ReleaseOpened;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to load a release, and how it went.
 *
 * @param reasons why it is held; empty unless it is
 * @param closedAt when its end was delivered; null while its rows arrive
 * @param promotedAt when it became visible; null unless it did
 * @param datasets what it did to each dataset; empty until it is promoted or unchanged
 */
public record ReleaseStatus(
        String run,
        PublicationName publication,
        ReleaseName release,
        Period period,
        String vintage,
        String page,
        String manifestVersion,
        List<PublishedFile> files,
        ReleaseState state,
        List<HoldReason> reasons,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant promotedAt,
        Counts counts,
        List<DatasetResult> datasets) {

    public ReleaseStatus {
        files = List.copyOf(files);
        reasons = List.copyOf(reasons);
        datasets = List.copyOf(datasets);
    }

    /** An attempt that was announced and of which no row has arrived yet. */
    public static ReleaseStatus of(ReleaseOpened opened) {
        return new ReleaseStatus(
                opened.run(),
                opened.publication(),
                opened.release(),
                opened.period(),
                opened.vintage(),
                opened.page(),
                opened.manifestVersion(),
                opened.files(),
                ReleaseState.LOADING,
                List.of(),
                opened.openedAt(),
                null,
                null,
                new Counts(0, 0, 0, 0, 0),
                List.of());
    }

    /** How the attempt began. */
    public ReleaseOpened opened() {
        return new ReleaseOpened(run, publication, release, period, vintage, page, manifestVersion, files, openedAt);
    }

    /** @param rows of all datasets; 0 until the release is finished */
    public record Counts(long rows, long rejected, long inserted, long updated, long deleted) {}
}
