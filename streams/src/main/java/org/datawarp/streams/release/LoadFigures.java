package org.datawarp.streams.release;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;

/**
 * Figures about loading, for metrics, from the database.
 *
 * @param latest when a release of a publication last passed a step
 * @param held how many releases of each publication are held now
 * @param positions the next message of each partition that the loader reads
 */
public record LoadFigures(List<Step> latest, Map<String, Long> held, Map<TopicPartition, Long> positions) {

    /** @param type as CloudEvents call it */
    public record Step(String publication, String type, Instant at) {}

    public LoadFigures {
        latest = List.copyOf(latest);
        held = Map.copyOf(held);
        positions = Map.copyOf(positions);
    }

    /**
     * Asks for them, over a connection of its own.
     *
     * @param types the steps that are asked for
     * @param application the loader's name
     */
    public static LoadFigures read(DatabaseSettings database, List<EventType> types, String application)
            throws SQLException {
        try (DatabaseSession session = DatabaseSession.openBriefly(database)) {
            List<Step> latest = session.query(
                    "SELECT publication, type, max(at) FROM datawarp.events WHERE type = ANY (?) AND publication <> ''"
                            + " GROUP BY 1, 2 ORDER BY 1, 2",
                    row -> new Step(
                            row.getString(1),
                            row.getString(2),
                            row.getTimestamp(3).toInstant()),
                    types.stream().map(EventType::cloudType).toList());
            Map<String, Long> held = new HashMap<>();
            session.query("""
                    SELECT publication, count(*) FILTER (WHERE state = 'held') FROM datawarp.releases GROUP BY 1""", row -> {
                held.put(row.getString(1), row.getLong(2));
                return true;
            });
            Map<TopicPartition, Long> positions = new HashMap<>();
            session.query(
                    "SELECT topic, partition, next_offset FROM datawarp.progress WHERE application = ?",
                    row -> {
                        positions.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
                        return true;
                    },
                    application);
            return new LoadFigures(latest, held, positions);
        }
    }
}
