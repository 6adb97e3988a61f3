package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.LoadMode;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.DatasetResult;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.staging.StagedDataset;

/**
 * Brings the staged rows of one dataset into its table and touches only rows that differ. Part of the session's
 * transaction, in which the dataset's lock is held.
 */
final class DatasetMerge {

    private final DatabaseSession session;
    private final ReleaseStatus release;
    private final StagedDataset staged;
    private final Dataset dataset;
    private final MergeSql sql;
    private final RevisionLog revisions;

    /** @param now when the release is promoted */
    DatasetMerge(DatabaseSession session, ReleaseStatus release, StagedDataset staged, Table table, Instant now) {
        this.session = session;
        this.release = release;
        this.staged = staged;
        this.dataset = staged.dataset();
        this.sql = new MergeSql(table, staged);
        RevisionLog.By by =
                new RevisionLog.By(release.publication(), release.release().value(), release.run(), now);
        this.revisions = new RevisionLog(session, by, sql.revisions());
    }

    /** What the merge replaces. */
    RevisionLog revisions() {
        return revisions;
    }

    /** Only compares, into the temporary table {@code differences}; what it claims is to be undone. */
    void findDifferences() throws SQLException {
        Ownership ownership = new Ownership(session, release, dataset);
        tellDuplicatesApart();
        ownership.claim();
        findDifferences(ownership);
    }

    private void tellDuplicatesApart() throws SQLException {
        if (session.finds(sql.findDuplicates())) {
            session.update(sql.numberDuplicates());
        }
    }

    /** Receives what differs, by kind, while {@code differences} is there and nothing is written yet. */
    @FunctionalInterface
    interface Look {
        void at(Map<String, Long> kinds) throws SQLException;
    }

    /** @param look where somebody wants to know: then rows are compared even where the table can have none of them */
    DatasetResult run(Optional<Look> look) throws SQLException {
        Ownership ownership = new Ownership(session, release, dataset);
        tellDuplicatesApart();
        boolean mayMeetRows = ownership.claim();
        revisions.notePeriods();
        long superseded = ownership.othersRows();
        DatasetResult result = mayMeetRows || look.isPresent() ? merge(ownership, superseded, look) : insertAll();
        if (dataset.load() != LoadMode.APPEND) {
            ownership.returnEmpty();
        }
        if (result.inserted() != result.deleted()) {
            session.update(
                    "UPDATE datawarp.datasets SET rows = rows + ? WHERE dataset = ?",
                    result.inserted() - result.deleted(),
                    dataset.name().value());
        }
        return result;
    }

    /** The table has no row of these periods: nothing needs to be compared. */
    private DatasetResult insertAll() throws SQLException {
        revisions.keepReturning(staged);
        long inserted = session.update(sql.insertAll(), release.release().value(), release.run());
        return result(inserted, 0, 0, 0);
    }

    private DatasetResult merge(Ownership ownership, long superseded, Optional<Look> look) throws SQLException {
        findDifferences(ownership);
        Map<String, Long> differences = DifferenceReport.kinds(session);
        if (look.isPresent()) {
            look.get().at(differences);
        }
        revisions.keep(differences);
        long deleted = differences.containsKey("d") ? session.update(sql.deleteDifferences()) : 0;
        long updated = differences.containsKey("u") ? write(sql.updateDifferences()) : 0;
        long inserted = differences.containsKey("i") ? write(sql.insertDifferences()) : 0;
        if (deleted + updated + inserted
                != differences.values().stream().mapToLong(Long::longValue).sum()) {
            throw changedMeanwhile();
        }
        DifferenceReport.isDone(session);
        // What only adds leaves out no more than what was there already.
        return result(inserted, updated, deleted, Math.min(superseded, staged.rows() - inserted));
    }

    private void findDifferences(Ownership ownership) throws SQLException {
        String name = dataset.name().value();
        if (dataset.load() == LoadMode.APPEND) {
            session.update(sql.findAdditions(), name, release.run());
        } else {
            // The range is said twice: as dates it leads to the few pages of a long table that hold the periods.
            Ownership.Range range = ownership.range();
            session.update(
                    sql.findDifferences(), name, release.run(), range.first(), range.last(), name, release.run());
        }
        DifferenceReport.isFilled(session);
    }

    /** Only a person who writes to the table by hand does that; the next try compares with what they wrote. */
    private SQLException changedMeanwhile() {
        return new SQLException(
                "Rows of %s were changed by somebody else while a release was compared with them".formatted(data()),
                "40001");
    }

    private String data() {
        return DatasetTables.name(dataset.name());
    }

    private long write(String statement) throws SQLException {
        return session.update(statement, release.release().value(), release.run());
    }

    private DatasetResult result(long inserted, long updated, long deleted, long superseded) {
        return new DatasetResult(
                dataset.name(),
                staged.rows(),
                inserted,
                updated,
                deleted,
                superseded,
                staged.filled(),
                staged.repeats().taken());
    }
}
