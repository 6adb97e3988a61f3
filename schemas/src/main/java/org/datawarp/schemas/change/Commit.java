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
 * A promoted release, written by the loader in the promotion's own transaction and carried to the sink with it: all
 * that the catalogue says about a release and its datasets.
 *
 * @param frequency how often the publication has a release, in lower case
 * @param page where the release was published
 * @param openedAt when its raw rows began
 * @param stagedAt when all its rows had arrived
 * @param datasets those that the release has rows for, with their tables as they are from this commit on
 * @param withdrawn whether these datasets have nothing of the release any more
 * @param rawRun the run whose raw rows it was read from; null when these are its own, or when it is an undoing
 * @param undoes the run whose promotion is undone; null when this is a promotion itself
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
     * @param headings under which the release has its columns
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
