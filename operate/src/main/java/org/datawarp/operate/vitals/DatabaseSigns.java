package org.datawarp.operate.vitals;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Stage;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.sinks.change.CaptureSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.loader.LoaderSettings;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;

/** What PostgreSQL says of itself and of the loads, over one connection. Owned and closed by one thread. */
public final class DatabaseSigns implements AutoCloseable {

    /** A release with unusually many rejections is worth an alert for this long. */
    private static final Duration RECENT = Duration.ofDays(7);

    private static final String UNDEFINED_TABLE = "42P01";

    private static final String SERVER = """
            SELECT current_setting('server_version_num')::int, version(), current_setting('wal_level'), current_user,
                rolsuper OR rolreplication, has_database_privilege(current_database(), 'CREATE'), clock_timestamp()
            FROM pg_roles WHERE rolname = current_user""";

    private static final String SLOT = """
            SELECT coalesce(wal_status, 'unknown'), active,
                coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint
            FROM pg_replication_slots WHERE database = current_database() AND slot_name = ?""";

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

    private static final String STEPS = """
            SELECT publication, type, max(at) FROM datawarp.events WHERE type = ANY (?) AND publication <> ''
            GROUP BY 1, 2 ORDER BY 1, 2""";

    private final DatabaseSession session;

    /** @param session closed with this */
    public DatabaseSigns(DatabaseSession session) {
        this.session = session;
    }

    /** Waits a few seconds for each answer. */
    public static DatabaseSigns open(DatabaseSettings database) throws SQLException {
        return new DatabaseSigns(DatabaseSession.openBriefly(database));
    }

    /**
     * The server, as the user who asks sees it.
     *
     * @param number of its version: 140000 for 14
     * @param time by its clock
     */
    public record Server(
            int number,
            String version,
            String walLevel,
            String user,
            boolean mayReplicate,
            boolean mayCreate,
            Instant time) {}

    /**
     * The slot of capture.
     *
     * @param log what PostgreSQL says of the log that capture needs
     * @param isUsed whether capture reads it now
     * @param keptLogBytes how much log is kept for it
     */
    public record Slot(String log, boolean isUsed, long keptLogBytes) {

        /** Whether log that capture needs is gone. */
        public boolean isLost() {
            return log.equals("lost");
        }
    }

    /**
     * How many rows of a publication's newest release did not fit, and how many usually do not.
     *
     * @param usual the median of up to twelve releases before; 0 without any
     */
    public record Rejected(String publication, String release, long rows, long usual) {}

    /** When a release of a publication last passed a stage. */
    public record Step(String publication, Stage stage, Instant at) {}

    public Server server() throws SQLException {
        return session.query(
                        SERVER,
                        row -> new Server(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBoolean(5),
                                row.getBoolean(6),
                                row.getTimestamp(7).toInstant()))
                .get(0);
    }

    /** Empty when it was never created. */
    public Optional<Slot> slot() throws SQLException {
        return session.first(
                SLOT,
                row -> new Slot(row.getString(1), row.getBoolean(2), row.getLong(3)),
                CaptureSettings.DEFAULT_SLOT);
    }

    /** The releases that are held now. */
    public List<ReleaseStatus> held() throws SQLException {
        return ReleaseStore.held(session);
    }

    /** How many releases of each publication are held now; 0 for one that has none. */
    public Map<String, Long> heldByPublication() throws SQLException {
        Map<String, Long> held = new HashMap<>();
        session.query("SELECT DISTINCT publication FROM datawarp.releases", row -> held.put(row.getString(1), 0L));
        held().forEach(release -> held.merge(release.publication().value(), 1L, Long::sum));
        return held;
    }

    /** Of each publication whose newest release came in the last week. */
    public List<Rejected> rejected() throws SQLException {
        return session.query(
                REJECTED,
                row -> new Rejected(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)),
                RECENT.toMillis());
    }

    /** The last time that each publication passed each stage. */
    public List<Step> steps() throws SQLException {
        return session.query(
                STEPS,
                row -> new Step(
                        row.getString(1),
                        Stage.ofCloudType(row.getString(2)).orElseThrow(),
                        row.getTimestamp(3).toInstant()),
                Stage.events().stream().map(EventType::cloudType).toList());
    }

    /** The next message that the loader reads of each partition; empty before the loader's first start. */
    public Map<TopicPartition, Long> loaded() throws SQLException {
        Map<TopicPartition, Long> loaded = new HashMap<>();
        try {
            session.query(
                    "SELECT topic, partition, next_offset FROM datawarp.progress WHERE application = ?",
                    row -> loaded.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)),
                    LoaderSettings.APPLICATION);
        } catch (SQLException e) {
            if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
        return loaded;
    }

    @Override
    public void close() {
        session.close();
    }
}
