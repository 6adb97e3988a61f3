package org.datawarp.schemas.change;

import java.time.Instant;
import java.util.List;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.table.Mark;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * A promoted release: everything that the catalogue says about a release and its datasets. The loader writes it in the
 * transaction of the promotion, and the sink receives it with that transaction.
 *
 * @param frequency how often the publication has a release, in lower case
 * @param page where the release was published
 * @param openedAt when the first of its raw rows was sent
 * @param stagedAt when all its rows had arrived
 * @param datasets those that the release has rows for, with their tables as of this commit
 * @param withdrawn whether these datasets no longer have any row of the release
 * @param rawRun the run whose raw rows it was read from; null when they are its own, or when this commit undoes another
 * @param undoes the run whose promotion is undone; null when this is a promotion
 */
public record Commit(
        String run,
        PublicationName publication,
        String publicationTitle,
        String publisher,
        String licence,
        String landingPage,
        String frequency,
        ReleaseName release,
        Period period,
        String vintage,
        String page,
        String manifestVersion,
        List<PublishedFile> files,
        List<CommittedDataset> datasets,
        Instant openedAt,
        Instant stagedAt,
        Instant promotedAt,
        boolean withdrawn,
        @Nullable String rawRun,
        @Nullable String undoes) {

    public Commit {
        files = List.copyOf(files);
        datasets = List.copyOf(datasets);
    }

    /**
     * One dataset of a commit.
     *
     * @param marks what its status columns may hold
     * @param headings the headings of the release's columns
     * @param singleFile whether it is also published as one file while it is small
     */
    public record CommittedDataset(
            Table table,
            String title,
            String description,
            List<Mark> marks,
            List<CommittedHeading> headings,
            boolean singleFile,
            long inserted,
            long updated,
            long deleted) {

        public CommittedDataset {
            marks = List.copyOf(marks);
            headings = List.copyOf(headings);
        }
    }
}
