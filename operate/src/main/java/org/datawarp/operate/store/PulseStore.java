package org.datawarp.operate.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.Json;

/**
 * Signs of life of processes, by the database's clock. Each call opens a connection of its own and closes it within
 * seconds: safe for several threads.
 */
public final class PulseStore {

    /** A process that ended without notice is remembered for this long. */
    private static final String MOST_SILENT = "7 days";

    private final DatabaseSettings database;

    public PulseStore(DatabaseSettings database) {
        this.database = database;
    }

    /**
     * The last sign of life of a process in one of its roles.
     *
     * @param silent how long ago that was
     * @param figures what only it knows, by name
     */
    public record Pulse(String role, Duration silent, Map<String, Double> figures) {

        public Pulse {
            figures = Map.copyOf(figures);
        }
    }

    /**
     * Gives a sign of life.
     *
     * @param process a name that no other process ever had
     * @throws SQLException when it does not arrive
     */
    public void beat(String process, List<String> roles, Map<String, Double> figures) throws SQLException {
        try (DatabaseSession session = DatabaseSession.openBriefly(database)) {
            for (String role : roles) {
                session.update("""
                        INSERT INTO datawarp.pulses VALUES (?, ?, clock_timestamp(), ?::jsonb)
                        ON CONFLICT (process, role) DO UPDATE SET beat_at = excluded.beat_at, figures = excluded.figures""", process, role, Json.write(figures));
            }
            session.update("DELETE FROM datawarp.pulses WHERE beat_at < clock_timestamp() - ?::interval", MOST_SILENT);
            session.commit();
        }
    }

    /** Takes all signs of life of a process away: it stops in order. */
    public void end(String process) throws SQLException {
        try (DatabaseSession session = DatabaseSession.openBriefly(database)) {
            session.update("DELETE FROM datawarp.pulses WHERE process = ?", process);
            session.commit();
        }
    }

    /** All of the last week that did not end in order, the latest first. */
    public List<Pulse> pulses() throws SQLException {
        try (DatabaseSession session = DatabaseSession.openBriefly(database)) {
            return session.query(
                    """
                    SELECT role, extract(epoch FROM clock_timestamp() - beat_at), figures
                    FROM datawarp.pulses ORDER BY beat_at DESC""",
                    row -> new Pulse(
                            row.getString(1),
                            Duration.ofMillis(Math.max(0, Math.round(row.getDouble(2) * 1e3))),
                            numbers(row.getString(3))));
        }
    }

    private static Map<String, Double> numbers(String json) {
        Map<?, ?> all = Json.read(json, Map.class);
        return all.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Number)
                .collect(Collectors.toMap(
                        entry -> String.valueOf(entry.getKey()), entry -> ((Number) entry.getValue()).doubleValue()));
    }
}
