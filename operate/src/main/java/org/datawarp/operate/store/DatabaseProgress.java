package org.datawarp.operate.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;

/**
 * How far the database is with what comes before and after it, for roles that must not run ahead.
 *
 * @param loaded the next message of each partition of the rows topics to be loaded, as far as any were
 * @param keptLogBytes how much of its log the database keeps for capture; 0 when nothing captures
 */
public record DatabaseProgress(Map<TopicPartition, Long> loaded, long keptLogBytes) {

    private static final String UNDEFINED_TABLE = "42P01";

    private static final String KEPT_LOG = """
            SELECT coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 0)::bigint
            FROM pg_replication_slots WHERE slot_name = ?""";

    public DatabaseProgress {
        loaded = Map.copyOf(loaded);
    }

    /**
     * Asks the database.
     *
     * @param application of the loader
     * @param slot that capture reads
     * @throws DatabaseUnavailableException when it does not answer
     */
    public static DatabaseProgress read(DatabaseSettings database, String application, String slot) {
        try (DatabaseSession session = DatabaseSession.open(database)) {
            long kept = session.number(KEPT_LOG, slot);
            session.commit();
            return new DatabaseProgress(loaded(session, application), kept);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }

    private static Map<TopicPartition, Long> loaded(DatabaseSession session, String application) throws SQLException {
        Map<TopicPartition, Long> loaded = new HashMap<>();
        try {
            session.query(
                            "SELECT topic, partition, next_offset FROM datawarp.progress WHERE application = ?",
                            row -> Map.entry(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)),
                            application)
                    .forEach(next -> loaded.put(next.getKey(), next.getValue()));
        } catch (SQLException e) {
            // Before the loader's first start nothing is loaded.
            if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
        return loaded;
    }
}
