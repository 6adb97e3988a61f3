package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.table.Revisions;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.staging.StagedDataset;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a promotion replaces in one dataset, and when its periods were first published. Part of the promotion's
 * transaction, in which the dataset's lock is held; the first load of a period costs it a row.
 */
final class RevisionLog {

    private static final String DESCRIPTION = "What releases changed in %s after it was first published: each row that"
            + " was added to a period that was there before, changed or removed, with what it said before, and when each"
            + " period was first published. Its figures are not to be added up.";

    private final DatabaseSession session;
    private final By by;
    private final Table table;
    private final RevisionSql sql;
    private long rows;
    private @Nullable TablePlan plan;

    /** Who revises, and when. */
    record By(PublicationName publication, String release, String run, Instant at) {}

    /** @param sql for the dataset's table as it is in the database */
    RevisionLog(DatabaseSession session, By by, RevisionSql sql) {
        this.session = session;
        this.by = by;
        this.table = sql.table();
        this.sql = sql;
    }

    /** Notes which of the promotion's periods were never published before; to be called once it owns its periods. */
    void notePeriods() throws SQLException {
        String dataset = table.dataset().value();
        session.update(RevisionSql.NOTE_PERIODS, dataset, by.at(), dataset, by.run());
    }

    /** Whether rows that the promotion adds may be of periods that were published before. */
    boolean meetsPublished() throws SQLException {
        return session.finds(RevisionSql.MEETS_PUBLISHED, table.dataset().value(), by.run());
    }

    /** Keeps the differences that are about to be made. */
    void keep(Map<String, Long> kinds) throws SQLException {
        boolean revises = kinds.containsKey("u") || kinds.containsKey("d");
        if (revises || (kinds.containsKey("i") && meetsPublished())) {
            open();
            rows += session.update(
                    sql.keep(), by.release(), by.run(), by.at(), table.dataset().value());
        }
    }

    /** Keeps which rows come back to periods that were published, and became empty. */
    void keepReturning(StagedDataset staged) throws SQLException {
        if (meetsPublished()) {
            session.update(RevisionSql.findReturning(staged), table.dataset().value(), by.run());
            keep(Map.of("i", 1L));
            DifferenceReport.isDone(session);
        }
    }

    /** Makes the table of revisions unless it is there, and notes in it when periods were first published. */
    void open() throws SQLException {
        if (plan != null) {
            return;
        }
        TablePlan opened = DatasetTables.plan(session, Revisions.tableOf(table));
        DatasetTables.apply(session, opened, by.publication());
        plan = opened;
        rows += session.update(sql.keepFirst(), table.dataset().value(), opened.isNew() ? null : by.run());
    }

    /** Notes the promotion's new periods where revisions are kept already. */
    void finish() throws SQLException {
        if (plan == null
                && DatasetTables.find(session, Revisions.nameOf(table.dataset()))
                        .isPresent()) {
            open();
        }
        TablePlan opened = plan;
        if (opened != null) {
            // No statistics: a rollback reads all revisions, and nothing else here reads any.
            DatasetTables.index(session, opened);
            session.update(
                    "UPDATE datawarp.datasets SET rows = rows + ? WHERE dataset = ?",
                    rows,
                    opened.table().dataset().value());
        }
    }

    /** What the catalogue is to say about the table of revisions, when rows were added to it. */
    Optional<CommittedDataset> committed(Dataset dataset) {
        TablePlan opened = plan;
        if (opened == null || rows == 0) {
            return Optional.empty();
        }
        return Optional.of(new CommittedDataset(
                opened.table(),
                "Revisions of " + dataset.title(),
                DESCRIPTION.formatted(dataset.name()),
                ReleasePromotion.marks(dataset),
                List.of(),
                dataset.singleFile(),
                rows,
                0,
                0));
    }
}
