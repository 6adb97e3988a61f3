package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.table.Mark;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.Json;
import org.datawarp.streams.release.DatasetResult;
import org.datawarp.streams.release.ReleaseCommit;
import org.datawarp.streams.release.ReleaseRegister;
import org.datawarp.streams.release.ReleaseRows;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview.DatasetPreview;
import org.datawarp.streams.staging.Headings;
import org.datawarp.streams.staging.StagedDataset;
import org.jspecify.annotations.Nullable;

/**
 * Makes a release visible, as part of the session's transaction: brings its rows into the datasets' tables, and says what
 * the change feed is to carry on. Does neither when the release was visible before, just so. Used once.
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
    private final List<Merged> merged = new ArrayList<>();
    private boolean tablesChanged;
    private ReleaseState state = ReleaseState.LOADING;

    ReleasePromotion(DatabaseSession session, ReleaseStatus release, Manifest manifest, Instant now) {
        this.session = session;
        this.release = release;
        this.manifest = manifest;
        this.now = now;
    }

    /** Brings the rows in; what {@link #commit} says must then be written, last of all. */
    void run(List<StagedDataset> datasets) throws SQLException {
        run(datasets, staged -> Optional.empty());
    }

    /** The same, and says what it changes. */
    List<DatasetPreview> runShown(List<StagedDataset> datasets) throws SQLException {
        List<DatasetPreview> shown = new ArrayList<>();
        run(datasets, staged -> {
            DatasetDifferences differences = new DatasetDifferences(session, release, staged);
            return Optional.of(kinds -> shown.add(differences.describe(kinds)));
        });
        return shown;
    }

    private void run(List<StagedDataset> datasets, Function<StagedDataset, Optional<DatasetMerge.Look>> looks)
            throws SQLException {
        for (StagedDataset staged : datasets) {
            if (staged.rows() > 0 || wasWrittenBefore(staged.dataset())) {
                merge(staged, looks.apply(staged));
            }
        }
        boolean changed = tablesChanged || results.stream().anyMatch(result -> result.changes() > 0);
        state = changed || !isKnown() ? ReleaseState.PROMOTED : ReleaseState.UNCHANGED;
        ReleaseRegister.clear(session, release.run());
        if (state == ReleaseState.PROMOTED) {
            keepRevisions();
        }
        finish();
    }

    /** An earlier attempt at this release has rows that this one lacks. */
    private boolean wasWrittenBefore(Dataset dataset) throws SQLException {
        return session.finds(
                "SELECT 1 FROM datawarp.coverage WHERE dataset = ? AND release = ? LIMIT 1",
                dataset.name().value(),
                release.release().value());
    }

    private void merge(StagedDataset staged, Optional<DatasetMerge.Look> look) throws SQLException {
        Dataset dataset = staged.dataset();
        TablePlan plan = DatasetTables.plan(session, dataset.table());
        DatasetTables.apply(session, plan, release.publication());
        tablesChanged |= !plan.isEmpty();
        DatasetMerge merge = new DatasetMerge(session, release, staged, plan.table(), now);
        DatasetResult result = merge.run(look);
        DatasetTables.index(session, plan);
        DatasetTables.refreshStatistics(session, dataset.name(), result.inserted());
        results.add(result);
        merged.add(new Merged(dataset, plan.table(), result, merge.revisions()));
    }

    /** What became of a dataset. */
    private record Merged(Dataset dataset, Table table, DatasetResult result, RevisionLog revisions) {}

    private CommittedDataset committed(Merged of) throws SQLException {
        Dataset dataset = of.dataset();
        return new CommittedDataset(
                of.table(),
                dataset.title(),
                dataset.description(),
                marks(dataset),
                Headings.of(session, release.run(), dataset.name()),
                dataset.singleFile(),
                of.result().inserted(),
                of.result().updated(),
                of.result().deleted());
    }

    static List<Mark> marks(Dataset dataset) {
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
                        && digests(before.files()).equals(digests(release.files())))
                .isPresent();
    }

    static List<String> digests(List<PublishedFile> files) {
        return files.stream()
                .map(PublishedFile::digest)
                .map(Object::toString)
                .sorted()
                .collect(Collectors.toList());
    }

    private void finish() throws SQLException {
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

    /** From its second promotion on, a release no longer shows when its rows were first published. */
    private void keepRevisions() throws SQLException {
        boolean again = session.finds(
                "SELECT 1 FROM datawarp.releases WHERE publication = ? AND release = ? AND run <> ?"
                        + " AND promoted_at IS NOT NULL LIMIT 1",
                release.publication().value(),
                release.release().value(),
                release.run());
        for (Merged dataset : merged) {
            if (again) {
                dataset.revisions().open();
            }
            dataset.revisions().finish();
        }
    }

    /** The run whose raw rows the attempt read; null for its own. */
    private @Nullable String rawRun() throws SQLException {
        return session.query(
                        "SELECT raw_run FROM datawarp.releases WHERE run = ?", row -> row.getString(1), release.run())
                .get(0);
    }

    /** What the change feed is to carry on; empty when the release was visible before, just so. */
    Optional<ReleaseCommit> commit() throws SQLException {
        if (state != ReleaseState.PROMOTED) {
            return Optional.empty();
        }
        List<CommittedDataset> committed = new ArrayList<>();
        for (Merged dataset : merged) {
            if (dataset.dataset().published()) {
                committed.add(committed(dataset));
                dataset.revisions().committed(dataset.dataset()).ifPresent(committed::add);
            }
        }
        return Optional.of(new ReleaseCommit(manifest, release, release.run(), committed, false, rawRun(), null, now));
    }
}
