package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.time.LocalDate;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.LoadMode;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.ReleaseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Decides which periods of a dataset an attempt may write: those that no newer release has written.
 *
 * <p>Newer is the release whose period ends later, then the one of the longer kind; a later attempt is newer than an
 * earlier one. Part of the session's transaction, in which the dataset's lock is held.
 */
record Ownership(DatabaseSession session, ReleaseStatus release, Dataset dataset) {

    private static final String ORDER = "(release_end, release_rank, opened_at)";

    private static final String CLAIM = """
            UPDATE datawarp.coverage
            SET release = ?, run = ?, release_end = ?, release_rank = ?, opened_at = ?
            WHERE dataset = ? AND""";

    private static final String CLAIM_COVERED = """
            INSERT INTO datawarp.coverage AS c
                (dataset, period_start, period_end, release, run, release_end, release_rank, opened_at)
            SELECT dataset, period_start, period_end, ?, run, ?, ?, ? FROM datawarp.periods WHERE run = ? AND dataset = ?
            ON CONFLICT (dataset, period_start, period_end) DO UPDATE
            SET release = excluded.release, run = excluded.run, release_end = excluded.release_end,
                release_rank = excluded.release_rank, opened_at = excluded.opened_at
            WHERE (c.release_end, c.release_rank, c.opened_at)
                <= (excluded.release_end, excluded.release_rank, excluded.opened_at)""";

    private static final String RETURN_EMPTY = """
            DELETE FROM datawarp.coverage c WHERE dataset = ? AND run = ? AND NOT EXISTS (
                SELECT 1 FROM datawarp.periods p WHERE p.run = c.run AND p.dataset = c.dataset
                AND p.period_start = c.period_start AND p.period_end = c.period_end)""";

    private static final String OTHERS_ROWS = """
            SELECT coalesce(sum(p.rows), 0) FROM datawarp.periods p
            LEFT JOIN datawarp.coverage c USING (dataset, period_start, period_end)
            WHERE p.run = ? AND p.dataset = ? AND c.run IS DISTINCT FROM p.run""";

    /** @return whether the table may hold rows of the periods that are now the attempt's */
    boolean claim() throws SQLException {
        if (dataset.load() == LoadMode.REPLACE_ALL && isOutdated()) {
            return true;
        }
        long claimed = claimHeld();
        boolean met = claimed > 0 || meetsOthers();
        session.update(
                CLAIM_COVERED,
                release.release().value(),
                release.period().end(),
                release.period().kind().ordinal(),
                release.openedAt(),
                release.run(),
                dataset.name().value());
        return met;
    }

    /** Whether a newer release has written any of the dataset. */
    private boolean isOutdated() throws SQLException {
        return session.finds(
                "SELECT 1 FROM datawarp.coverage WHERE dataset = ? AND %s > (?, ?, ?) LIMIT 1".formatted(ORDER),
                dataset.name().value(),
                release.period().end(),
                release.period().kind().ordinal(),
                release.openedAt());
    }

    /** What the attempt takes the place of beside the periods that it covers: they may have rows that it lacks. */
    private long claimHeld() throws SQLException {
        String whose = switch (dataset.load()) {
            case REPLACE_ALL -> " ? IS NOT NULL";
            case REPLACE_COVERED -> " release = ?";
            case APPEND -> " ? IS NULL";
        };
        return session.update(
                CLAIM + whose,
                release.release().value(),
                release.run(),
                release.period().end(),
                release.period().kind().ordinal(),
                release.openedAt(),
                dataset.name().value(),
                release.release().value());
    }

    private boolean meetsOthers() throws SQLException {
        return session.finds(
                "SELECT 1 FROM datawarp.periods JOIN datawarp.coverage USING (dataset, period_start, period_end)"
                        + " WHERE periods.run = ? AND dataset = ? LIMIT 1",
                release.run(),
                dataset.name().value());
    }

    /** How many staged rows are of periods that a newer release owns. */
    long othersRows() throws SQLException {
        return session.number(OTHERS_ROWS, release.run(), dataset.name().value());
    }

    /** Where the periods that are the attempt's begin: the first and the last, or nothing when it has none. */
    Range range() throws SQLException {
        return session.query(
                        "SELECT min(period_start), max(period_start) FROM datawarp.coverage WHERE dataset = ? AND run = ?",
                        row -> new Range(row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)),
                        dataset.name().value(),
                        release.run())
                .get(0);
    }

    record Range(@Nullable LocalDate first, @Nullable LocalDate last) {}

    /** Gives back periods that have no rows any more. */
    void returnEmpty() throws SQLException {
        session.update(RETURN_EMPTY, dataset.name().value(), release.run());
    }
}
