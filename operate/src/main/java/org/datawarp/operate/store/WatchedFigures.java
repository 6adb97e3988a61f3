package org.datawarp.operate.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.Json;
import org.datawarp.streams.release.HoldReason;

/**
 * What the database knows that somebody may have to act on.
 *
 * @param held releases that are held now
 * @param rejected of each publication whose last release came in the last week
 * @param slot that capture reads; empty when it was never made
 */
public record WatchedFigures(List<Held> held, List<Rejected> rejected, Optional<Slot> slot) {

    /** @param reasons why, in words, one a line */
    public record Held(String publication, String release, String reasons) {}

    /**
     * How many rows of a publication's newest release did not fit, and how many do otherwise.
     *
     * @param usual the median of up to twelve releases before; of none, 0
     */
    public record Rejected(String publication, String release, long rows, long usual) {}

    /**
     * What PostgreSQL says of capture's slot.
     *
     * @param isUsed whether capture reads it now
     * @param isLost whether the log that capture needs is gone
     * @param keptLogBytes how much log is kept for it
     */
    public record Slot(boolean isUsed, boolean isLost, long keptLogBytes) {}

    /** How long an unusual release is worth an alert: by then, somebody has seen it. */
    private static final Duration RECENT = Duration.ofDays(7);

    private static final String HELD = """
            SELECT publication, release, reasons FROM datawarp.releases WHERE state = 'held' ORDER BY 1, 2""";

    private static final String REJECTED = """
            WITH last_attempts AS (
                SELECT DISTINCT ON (publication, release) publication, release, period_end, period_rank, opened_at, rejected
                FROM datawarp.releases WHERE state IN ('promoted', 'unchanged', 'held')
                ORDER BY publication, release, opened_at DESC, begun_at DESC
            ), ranked AS (
                SELECT *, row_number() OVER (PARTITION BY publication ORDER BY period_end DESC, period_rank DESC) AS age
                FROM last_attempts
            )
            SELECT publication, max(release) FILTER (WHERE age = 1), sum(rejected) FILTER (WHERE age = 1),
                coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY rejected) FILTER (WHERE age BETWEEN 2 AND 13), 0)
            FROM ranked GROUP BY publication
            HAVING max(opened_at) FILTER (WHERE age = 1) > clock_timestamp() - ? * interval '1 ms' ORDER BY 1""";

    private static final String SLOT = """
            SELECT active, coalesce(wal_status, '') = 'lost', coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint
            FROM pg_replication_slots WHERE database = current_database() AND slot_name = ?""";

    public WatchedFigures {
        held = List.copyOf(held);
        rejected = List.copyOf(rejected);
    }

    /**
     * Asks for them, over a connection of its own; ends within seconds.
     *
     * @param slot that capture reads
     */
    public static WatchedFigures read(DatabaseSettings database, String slot) throws SQLException {
        try (DatabaseSession session = DatabaseSession.openBriefly(database)) {
            return new WatchedFigures(
                    session.query(HELD, row -> new Held(row.getString(1), row.getString(2), reasons(row.getString(3)))),
                    session.query(
                            REJECTED,
                            row -> new Rejected(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)),
                            RECENT.toMillis()),
                    session.first(SLOT, row -> new Slot(row.getBoolean(1), row.getBoolean(2), row.getLong(3)), slot));
        }
    }

    private static String reasons(String json) {
        return String.join(
                "\n",
                Json.readList(json, HoldReason.class).stream()
                        .map(HoldReason::toString)
                        .toList());
    }
}
