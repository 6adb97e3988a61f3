package org.datawarp.operate.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Answers what happened. Reads only. Each call opens a connection of its own and closes it: safe for use by several
 * threads.
 */
public final class EventStore {

    private static final String LATEST = """
            SELECT body FROM datawarp.events
            WHERE (?::text IS NULL OR run = ? OR (run = '' AND place > ? AND place < ?))
            AND (?::text IS NULL OR publication = ?) AND (?::text IS NULL OR release = ?)
            AND (?::timestamptz IS NULL OR at >= ?) AND (cardinality(?::text[]) = 0 OR type = ANY (?::text[]))
            ORDER BY at DESC, place DESC LIMIT ?""";

    private static final String ATTEMPT = """
            SELECT publication, release, min(place) FROM datawarp.events WHERE run = ? GROUP BY 1, 2 ORDER BY 3 LIMIT 1""";

    private static final String ENDED_BEFORE = """
            SELECT coalesce(max(place), 0) FROM datawarp.events
            WHERE publication = ? AND release = ? AND type = ? AND run <> ? AND place < ?""";

    private final DatabaseSettings database;

    public EventStore(DatabaseSettings database) {
        this.database = database;
    }

    /** @return CloudEvents as JSON, in the order in which they happened */
    public List<String> find(EventQuery query) {
        try (DatabaseSession session = DatabaseSession.open(database)) {
            Optional<Attempt> attempt = query.run() == null ? Optional.empty() : attempt(session, query.run());
            if (query.run() != null && attempt.isEmpty()) {
                return List.of();
            }
            List<String> latestFirst =
                    new ArrayList<>(session.query(LATEST, row -> row.getString(1), arguments(query, attempt)));
            Collections.reverse(latestFirst);
            return latestFirst;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }

    /**
     * The place of an attempt among the events. It begins when its raw rows are in Kafka: what was fetched for it before
     * belongs to no attempt yet, and came after the one before had all it needed.
     */
    private record Attempt(String publication, String release, long after, long first) {}

    private static Optional<Attempt> attempt(DatabaseSession session, String run) throws SQLException {
        Optional<Attempt> alone =
                session.first(ATTEMPT, row -> new Attempt(row.getString(1), row.getString(2), 0, row.getLong(3)), run);
        if (alone.isEmpty()) {
            return alone;
        }
        Attempt attempt = alone.get();
        long after = session.number(
                ENDED_BEFORE,
                attempt.publication(),
                attempt.release(),
                EventType.RELEASE_PUBLISHED.cloudType(),
                run,
                attempt.first());
        return Optional.of(new Attempt(attempt.publication(), attempt.release(), after, attempt.first()));
    }

    private static @Nullable Object[] arguments(EventQuery query, Optional<Attempt> attempt) {
        String publication = attempt.map(Attempt::publication).orElse(query.publication());
        String release = attempt.map(Attempt::release).orElse(query.release());
        return new @Nullable Object[] {
            query.run(),
            query.run(),
            attempt.map(Attempt::after).orElse(0L),
            attempt.map(Attempt::first).orElse(0L),
            publication,
            publication,
            release,
            release,
            query.since(),
            query.since(),
            query.types(),
            query.types(),
            query.atMost()
        };
    }
}
