package org.datawarp.streams.release;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.streams.database.DatabaseSession;
import org.jspecify.annotations.Nullable;

/**
 * What the change feed says about a release.
 *
 * @param release as the catalogue will show it
 * @param run the run that makes the change
 * @param withdrawn whether the datasets no longer hold anything of the release
 * @param rawRun the run whose raw rows it was read from; null when these are its own, or when it is a rollback
 * @param undoes the run whose promotion is undone; null for a promotion
 */
public record ReleaseCommit(
        Manifest manifest,
        ReleaseStatus release,
        String run,
        List<CommittedDataset> datasets,
        boolean withdrawn,
        @Nullable String rawRun,
        @Nullable String undoes,
        Instant now) {

    public ReleaseCommit {
        datasets = List.copyOf(datasets);
    }

    /**
     * The time at which the transaction's changes become visible: later than everything that is already visible, even
     * if the clock was put back. Revisions and rollbacks rely on that. To be called once the datasets are locked.
     */
    public static Instant time(DatabaseSession session, InstantSource clock) throws SQLException {
        return session.query(
                        "SELECT greatest(?::timestamptz, max(promoted_at) + interval '1 microsecond') FROM datawarp.commits",
                        row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        clock.instant())
                .get(0);
    }

    /** Writes the last row of a transaction that makes one or more releases visible together. */
    public static void write(DatabaseSession session, List<ReleaseCommit> commits) throws SQLException {
        if (commits.isEmpty()) {
            return;
        }
        List<Commit> all = new ArrayList<>();
        commits.forEach(commit -> all.add(commit.toCommit()));
        ReleaseCommit last = commits.get(commits.size() - 1);
        session.update(
                "INSERT INTO datawarp.commits (run, publication, release, body, promoted_at) VALUES (?, ?, ?, ?, ?)",
                last.run(),
                last.release().publication().value(),
                last.release().release().value(),
                CommitJson.write(all),
                last.now());
    }

    private Commit toCommit() {
        Publication publication = manifest.publication();
        return new Commit(
                run,
                release.publication(),
                publication.title(),
                publication.publisher(),
                publication.licence(),
                publication.landingPage().toString(),
                publication.frequency().name().toLowerCase(Locale.ROOT),
                release.release(),
                release.period(),
                release.vintage(),
                release.page(),
                release.manifestVersion(),
                release.files(),
                datasets,
                release.openedAt(),
                release.closedAt() == null ? now : release.closedAt(),
                now,
                withdrawn,
                rawRun,
                undoes);
    }
}
