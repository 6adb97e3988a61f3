package org.datawarp.streams.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.table.Mark;

/**
 * Makes a release visible, as part of the session's transaction: brings its rows into the datasets' tables and, last of
 * all, writes the commit that the change feed carries on. Writes neither when the release was visible before, just so.
 */
final class ReleasePromotion {

    private static final String FINISH = """
            UPDATE datawarp.releases r SET state = ?, promoted_at = ?, rows = ?, inserted = ?, updated = ?, deleted = ?,
                datasets = ?::jsonb,
                rejected = (SELECT coalesce(sum(s.rejected), 0) FROM datawarp.sheets s WHERE s.run = r.run)
            WHERE run = ?""";

    private static final String LAST_FINISHED =
            ReleaseRows.SELECT + "WHERE publication = ? AND release = ? AND state IN ('promoted', 'unchanged')"
                    + " ORDER BY opened_at DESC, begun_at DESC LIMIT 1";

    private final DatabaseSession session;
    private final ReleaseStatus release;
    private final Manifest manifest;
    private final Instant now;

    private final List<DatasetResult> results = new ArrayList<>();
    private final List<CommittedDataset> committed = new ArrayList<>();
    private boolean tablesChanged;

    ReleasePromotion(DatabaseSession session, ReleaseStatus release, Manifest manifest, Instant now) {
        this.session = session;
        this.release = release;
        this.manifest = manifest;
        this.now = now;
    }

    /** @return {@link ReleaseState#PROMOTED} or {@link ReleaseState#UNCHANGED} */
    ReleaseState run(List<StagedDataset> datasets) throws SQLException {
        for (StagedDataset staged : datasets) {
            if (staged.rows() > 0 || wasWrittenBefore(staged.dataset())) {
                merge(staged);
            }
        }
        boolean changed = tablesChanged || results.stream().anyMatch(result -> result.changes() > 0);
        ReleaseState state = changed || !isKnown() ? ReleaseState.PROMOTED : ReleaseState.UNCHANGED;
        ReleaseRegister.clear(session, release.run());
        finish(state);
        if (state == ReleaseState.PROMOTED) {
            commit();
        }
        return state;
    }

    /** An earlier attempt at this release has rows that this one lacks. */
    private boolean wasWrittenBefore(Dataset dataset) throws SQLException {
        return session.finds(
                "SELECT 1 FROM datawarp.coverage WHERE dataset = ? AND release = ? LIMIT 1",
                dataset.name().value(),
                release.release().value());
    }

    private void merge(StagedDataset staged) throws SQLException {
        Dataset dataset = staged.dataset();
        TablePlan plan = DatasetTables.plan(session, dataset.table());
        DatasetTables.apply(session, plan, release.publication());
        tablesChanged |= !plan.isEmpty();
        DatasetResult result = new DatasetMerge(session, release, staged, plan.table()).run();
        DatasetTables.finish(session, plan, result.inserted());
        results.add(result);
        if (dataset.published()) {
            committed.add(new CommittedDataset(
                    plan.table(),
                    dataset.title(),
                    dataset.description(),
                    marks(dataset),
                    Headings.of(session, release.run(), dataset.name()),
                    dataset.singleFile(),
                    result.inserted(),
                    result.updated(),
                    result.deleted()));
        }
    }

    private static List<Mark> marks(Dataset dataset) {
        return new TreeMap<>(dataset.marks())
                .entrySet().stream()
                        .map(mark -> new Mark(mark.getKey(), mark.getValue()))
                        .toList();
    }

    /** Whether the release was last finished with the same files, manifest and vintage. */
    private boolean isKnown() throws SQLException {
        Optional<ReleaseStatus> last = session.first(
                LAST_FINISHED,
                ReleaseRows::read,
                release.publication().value(),
                release.release().value());
        return last.filter(before -> before.manifestVersion().equals(release.manifestVersion())
                        && before.vintage().equals(release.vintage())
                        && digests(before).equals(digests(release)))
                .isPresent();
    }

    private static List<String> digests(ReleaseStatus release) {
        return release.files().stream()
                .map(PublishedFile::digest)
                .map(Object::toString)
                .sorted()
                .collect(Collectors.toList());
    }

    private void finish(ReleaseState state) throws SQLException {
        session.update(
                FINISH,
                state.word(),
                state == ReleaseState.PROMOTED ? now : null,
                results.stream().mapToLong(DatasetResult::rows).sum(),
                results.stream().mapToLong(DatasetResult::inserted).sum(),
                results.stream().mapToLong(DatasetResult::updated).sum(),
                results.stream().mapToLong(DatasetResult::deleted).sum(),
                Json.write(results),
                release.run());
    }

    private void commit() throws SQLException {
        Publication publication = manifest.publication();
        Commit commit = new Commit(
                release.run(),
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
                committed,
                release.openedAt(),
                release.closedAt() == null ? now : release.closedAt(),
                now);
        session.update(
                "INSERT INTO datawarp.commits (run, publication, release, body, promoted_at) VALUES (?, ?, ?, ?, ?)",
                release.run(),
                release.publication().value(),
                release.release().value(),
                CommitJson.write(commit),
                now);
    }
}
