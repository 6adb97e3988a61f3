package org.datawarp.streams.release;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.Json;
import org.jspecify.annotations.Nullable;

/** Records the state of attempts, as part of the session's transaction. */
public final class ReleaseRegister {

    private static final String OPEN = """
            INSERT INTO datawarp.releases (run, publication, release, period_start, period_end, period_kind,
                period_rank, vintage, page, manifest_version, files, partitions, opened_at, state, begun_at, raw_run)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
            ON CONFLICT (run) DO NOTHING""";

    private static final String SUPERSEDE = """
            UPDATE datawarp.releases SET state = 'superseded'
            WHERE publication = ? AND release = ? AND run <> ? AND opened_at <= ? AND state IN ('loading', 'held')
            RETURNING run""";

    private static final String DELIVER = """
            INSERT INTO datawarp.deliveries AS d (run, topic, partition, first_offset, closed) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (run, topic, partition) DO UPDATE SET closed = d.closed OR excluded.closed""";

    private static final String ANNOUNCE = """
            INSERT INTO datawarp.sheets (run, sheet, rows_announced, checksum_announced) VALUES (?, ?, ?, ?)
            ON CONFLICT (run, sheet) DO UPDATE
            SET rows_announced = excluded.rows_announced, checksum_announced = excluded.checksum_announced""";

    private static final String READY = """
            SELECT run FROM datawarp.releases r
            WHERE state = 'loading'
              AND (SELECT count(*) FROM datawarp.deliveries d WHERE d.run = r.run AND d.closed) >= r.partitions
            ORDER BY opened_at, run""";

    private static final String LAST_BEGINNING = """
            SELECT greatest(?::timestamptz, max(begun_at) + interval '1 millisecond') FROM datawarp.releases
            WHERE publication = ? AND release = ?""";

    private ReleaseRegister() {}

    /**
     * Opens an attempt that a partition delivers. The partition gives the order of attempts, because the clock that
     * dated them may have been put back. So each attempt is opened later than those that the partition delivered before
     * it.
     *
     * @param partitions how many deliver the release
     * @param before when the last of these was opened; empty when there was none
     */
    public static void open(DatabaseSession session, ReleaseOpened opened, int partitions, Optional<Instant> before)
            throws SQLException {
        Instant earliest = before.map(last -> last.plusMillis(1)).orElse(opened.openedAt());
        open(session, opened.openedAt().isBefore(earliest) ? opened.openedAt(earliest) : opened, partitions);
    }

    private static void open(DatabaseSession session, ReleaseOpened opened, int partitions) throws SQLException {
        lockName(session, opened);
        ReleaseState state = isLate(session, opened) ? ReleaseState.SUPERSEDED : ReleaseState.LOADING;
        insert(session, opened, partitions, state, new Beginning(opened.openedAt(), null));
        supersedeEarlier(session, opened);
    }

    /**
     * Opens an attempt that reads another's raw rows again. It supersedes nothing before it is decided.
     *
     * @param opened the attempt itself, dated like the rows that it reads
     * @param source the attempt whose raw rows it reads
     */
    public static void openReplay(DatabaseSession session, ReleaseOpened opened, String source, Instant now)
            throws SQLException {
        String rawRun = session.query(
                        "SELECT coalesce(raw_run, run) FROM datawarp.releases WHERE run = ?",
                        row -> row.getString(1),
                        source)
                .get(0);
        insert(session, opened, 1, ReleaseState.LOADING, new Beginning(afterOthers(session, opened, now), rawRun));
    }

    /** Replays of the same rows are distinguished by when they began, even if the clock was put back in between. */
    private static Instant afterOthers(DatabaseSession session, ReleaseOpened opened, Instant now) throws SQLException {
        return session.query(
                        LAST_BEGINNING,
                        row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        now,
                        opened.publication().value(),
                        opened.release().value())
                .get(0);
    }

    /**
     * Opens again an attempt that the database has lost. If it was still arriving, what was stored of it is deleted.
     *
     * @param rawRun the run whose raw rows it reads; null for its own
     */
    public static void openLost(DatabaseSession session, ReleaseOpened opened, @Nullable String rawRun, Instant begunAt)
            throws SQLException {
        StageTable.dropAll(session, opened.run());
        session.update("DELETE FROM datawarp.releases WHERE run = ? AND state = 'loading'", opened.run());
        insert(session, opened, 1, ReleaseState.LOADING, new Beginning(begunAt, rawRun));
    }

    /**
     * How an attempt came about.
     *
     * @param rawRun the run whose raw rows it reads; null for its own
     */
    private record Beginning(Instant at, @Nullable String rawRun) {}

    private static void insert(
            DatabaseSession session, ReleaseOpened opened, int partitions, ReleaseState state, Beginning beginning)
            throws SQLException {
        session.update(
                OPEN,
                opened.run(),
                opened.publication().value(),
                opened.release().value(),
                opened.period().start(),
                opened.period().end(),
                ReleaseRows.word(opened.period().kind()),
                opened.period().kind().ordinal(),
                opened.vintage(),
                opened.page(),
                opened.manifestVersion(),
                Json.write(opened.files()),
                partitions,
                opened.openedAt(),
                state.word(),
                beginning.at(),
                beginning.rawRun());
    }

    /** Until the transaction ends, no one else can open an attempt at the release or decide a replay of it. */
    public static void lockName(DatabaseSession session, ReleaseOpened opened) throws SQLException {
        session.query("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, lockKey(opened));
    }

    private static String lockKey(ReleaseOpened opened) {
        return "datawarp.release.%s/%s".formatted(opened.publication(), opened.release());
    }

    /** Whether a later attempt at the release was opened. */
    public static boolean isLate(DatabaseSession session, ReleaseOpened opened) throws SQLException {
        return session.finds(
                "SELECT 1 FROM datawarp.releases WHERE publication = ? AND release = ? AND run <> ? AND opened_at > ?",
                opened.publication().value(),
                opened.release().value(),
                opened.run(),
                opened.openedAt());
    }

    /** Supersedes earlier attempts at the release that are loading or held. */
    public static void supersedeEarlier(DatabaseSession session, ReleaseOpened opened) throws SQLException {
        List<String> superseded = session.query(
                SUPERSEDE,
                row -> row.getString(1),
                opened.publication().value(),
                opened.release().value(),
                opened.run(),
                opened.openedAt());
        for (String run : superseded) {
            clear(session, run);
        }
    }

    /** @param exclusively whether to keep other loaders from changing the attempts until the transaction ends */
    public static List<ReleaseStatus> lock(DatabaseSession session, Collection<String> runs, Lock exclusively)
            throws SQLException {
        if (runs.isEmpty()) {
            return List.of();
        }
        return session.query(
                ReleaseRows.SELECT + "WHERE run = ANY (?) ORDER BY run " + exclusively.sql,
                ReleaseRows::read,
                List.copyOf(runs));
    }

    /**
     * How attempts are locked. Several loaders may add rows to one attempt, but only one at a time may change its
     * state.
     */
    public enum Lock {
        TO_ADD("FOR SHARE"),
        TO_CHANGE("FOR NO KEY UPDATE");

        private final String sql;

        Lock(String sql) {
            this.sql = sql;
        }
    }

    public static void deliver(
            DatabaseSession session, String run, TopicPartition from, long firstOffset, boolean closed)
            throws SQLException {
        session.update(DELIVER, run, from.topic(), from.partition(), firstOffset, closed);
    }

    /** Records what was announced; the first partition that delivers it is enough. */
    public static void close(DatabaseSession session, ReleaseClosed closed, Instant now) throws SQLException {
        long first = session.update(
                "UPDATE datawarp.releases SET closed_at = ?, unreadable = ?::jsonb WHERE run = ? AND closed_at IS NULL",
                now,
                Json.write(closed.unreadable()),
                closed.run());
        if (first == 0) {
            return;
        }
        List<@Nullable Object[]> sheets = new ArrayList<>();
        for (SheetClosed sheet : closed.sheets()) {
            sheets.add(new Object[] {closed.run(), SheetId.of(sheet.sheet()).sheet(), sheet.rows(), sheet.checksum()});
        }
        session.updateAll(ANNOUNCE, sheets);
    }

    public static void addReasons(DatabaseSession session, String run, List<HoldReason> reasons) throws SQLException {
        session.update(
                "UPDATE datawarp.releases SET reasons = reasons || ?::jsonb WHERE run = ?", Json.write(reasons), run);
    }

    /** Attempts whose end every partition has delivered, in the order in which they were opened. */
    public static List<String> ready(DatabaseSession session) throws SQLException {
        return session.query(READY, row -> row.getString(1));
    }

    /** Holds an attempt for good, with its reasons, and drops what it has staged. */
    public static void hold(DatabaseSession session, String run, List<HoldReason> reasons) throws SQLException {
        session.update("""
                UPDATE datawarp.releases r SET state = 'held', reasons = ?::jsonb,
                    rejected = (SELECT coalesce(sum(s.rejected), 0) FROM datawarp.sheets s WHERE s.run = r.run)
                WHERE run = ?""", Json.write(reasons), run);
        clear(session, run);
    }

    /** Holds an attempt whose rows the server refuses. Its opening may have been undone with them. */
    public static void refuse(DatabaseSession session, ReleaseStatus release, HoldReason reason) throws SQLException {
        if (lock(session, List.of(release.run()), Lock.TO_CHANGE).isEmpty()) {
            open(session, release.opened(), 1);
        }
        hold(session, release.run(), List.of(reason));
    }

    /** Deletes what only matters while an attempt's rows arrive. */
    public static void clear(DatabaseSession session, String run) throws SQLException {
        StageTable.dropAll(session, run);
        session.update("DELETE FROM datawarp.deliveries WHERE run = ?", run);
    }
}
