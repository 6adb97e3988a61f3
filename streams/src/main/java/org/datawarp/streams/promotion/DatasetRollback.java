package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.DatasetResult;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview.DatasetPreview;
import org.datawarp.streams.release.ReplayRefusedException;

/** Undoes a promotion in one dataset. Part of the session's transaction, in which the dataset's lock is held. */
final class DatasetRollback {

    private final DatabaseSession session;
    private final ReleaseStatus undone;
    private final Dataset dataset;
    private final Table table;
    private final RollbackSql sql;
    private final RevisionLog revisions;

    /**
     * @param undone the promotion
     * @param by how the undoing is named among the revisions
     * @param table the dataset's, as it is in the database
     */
    DatasetRollback(DatabaseSession session, ReleaseStatus undone, RevisionLog.By by, Dataset dataset, Table table) {
        this.session = session;
        this.undone = undone;
        this.dataset = dataset;
        this.table = table;
        this.sql = new RollbackSql(table);
        this.revisions = new RevisionLog(session, by, sql.revisionsOfUndoing());
    }

    /** Finds what undoing changes, into temporary tables; what it makes beside them is meant to stay. */
    void find() throws SQLException {
        revisions.open();
        session.update(sql.findUndone(), undone.run());
        session.update(sql.findDifferences(), name(), undone.run());
        session.execute("ANALYZE undone");
        DifferenceReport.isFilled(session);
        List<String> later = session.query(
                sql.findLater(),
                row -> row.getString(1),
                undone.run(),
                name(),
                name(),
                undone.run(),
                name(),
                undone.run());
        if (!later.isEmpty()) {
            throw new ReplayRefusedException(
                    "Cannot go back behind %s %s in %s: found later revisions of the same rows by %s, expected none; roll these back first, the latest first"
                            .formatted(undone.publication(), undone.release(), dataset.name(), later));
        }
        refuseUnlessAllIsKnown();
    }

    /** A promotion is undone as a whole: what it did must be what is known of it. */
    private void refuseUnlessAllIsKnown() throws SQLException {
        long did = undone.datasets().stream()
                .filter(result -> result.dataset().equals(dataset.name()))
                .mapToLong(DatasetResult::changes)
                .sum();
        long known = session.number("SELECT count(*) FROM differences");
        if (did != known) {
            throw new ReplayRefusedException(
                    "Cannot go back behind %s %s in %s: found revisions of %d rows, expected the %d that it changed; it was promoted before revisions were kept: load the files that it had before, or replay the release"
                            .formatted(undone.publication(), undone.release(), dataset.name(), known, did));
        }
    }

    DatasetPreview preview() throws SQLException {
        Map<String, Long> kinds = DifferenceReport.kinds(session);
        DifferenceReport report = new DifferenceReport(session, table, RollbackSql.SOURCE);
        DifferenceReport.Counts counts = report.counts();
        return new DatasetPreview(
                dataset.name(),
                0,
                kinds.getOrDefault("i", 0L),
                kinds.getOrDefault("u", 0L),
                kinds.getOrDefault("d", 0L),
                counts.columns(),
                counts.periods(),
                report.samples(),
                List.of());
    }

    /**
     * Makes what was found so.
     *
     * @param runs the promotion, and attempts after it that said the same
     * @return what the catalogue is to say about the dataset and its revisions
     */
    List<CommittedDataset> run(List<String> runs) throws SQLException {
        revisions.keep(DifferenceReport.kinds(session));
        long deleted = session.update(sql.delete());
        long updated = session.update(sql.update());
        long inserted = session.update(sql.insert());
        session.update("UPDATE datawarp.datasets SET rows = rows + ? WHERE dataset = ?", inserted - deleted, name());
        revisions.finish();
        giveBack(runs);
        if (!dataset.published()) {
            return List.of();
        }
        CommittedDataset own = new CommittedDataset(
                table,
                dataset.title(),
                dataset.description(),
                ReleasePromotion.marks(dataset),
                List.of(),
                dataset.singleFile(),
                inserted,
                updated,
                deleted);
        Optional<CommittedDataset> kept = revisions.committed(dataset);
        return kept.isPresent() ? List.of(own, kept.get()) : List.of(own);
    }

    /** Periods belong to whom they belonged before. */
    private void giveBack(List<String> runs) throws SQLException {
        session.update(RollbackSql.FIND_OWNERS, name(), runs, name(), runs);
        session.update("DELETE FROM datawarp.coverage WHERE dataset = ? AND run = ANY (?)", name(), runs);
        session.update(RollbackSql.GIVE_BACK);
    }

    /** Makes room for the next dataset's. */
    void forget() throws SQLException {
        DifferenceReport.isDone(session);
        session.execute("DROP TABLE IF EXISTS undone, owners");
    }

    private String name() {
        return dataset.name().value();
    }
}
