package org.datawarp.operate.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of alerts and who was notified, over restarts and for whichever instance has the turn. Each call opens a
 * connection of its own and closes it within seconds: safe for several threads.
 */
public final class AlertStore {

    private final DatabaseSettings database;

    public AlertStore(DatabaseSettings database) {
        this.database = database;
    }

    /**
     * The state of an alert at one place.
     *
     * @param place the values of its labels, in their order
     * @param holdsSince since when its cause holds; null while it does not
     * @param easedSince since when its cause does not hold any more; null unless it fires
     * @param firedAt when it last began to fire; null when it never did
     * @param overAt when that was over; null while it fires
     * @param words what was found when its cause last held
     */
    public record Standing(
            String alert,
            List<String> place,
            @Nullable Instant holdsSince,
            @Nullable Instant easedSince,
            @Nullable Instant firedAt,
            @Nullable Instant overAt,
            String words) {

        public Standing {
            place = List.copyOf(place);
        }

        public boolean fires() {
            return firedAt != null && overAt == null;
        }
    }

    /** @param fires whether it was notified that it fires, or that it has cleared */
    public record Told(String alert, List<String> place, String target, boolean fires, Instant at) {

        public Told {
            place = List.copyOf(place);
        }
    }

    /**
     * Takes the turn, or holds on to it.
     *
     * @return whether this holder has it from now on
     * @throws DatabaseUnavailableException when there is no answer
     */
    public boolean takeTurn(String holder, Duration lasting) {
        return with(session -> session.update(
                        "UPDATE datawarp.alert_turn SET holder = ?, held_until = clock_timestamp() + ? * interval '1 ms'"
                                + " WHERE holder = ? OR held_until IS NULL OR held_until < clock_timestamp()",
                        holder,
                        lasting.toMillis(),
                        holder)
                == 1);
    }

    /** Lets the next one take the turn; does nothing when it is not this holder's. */
    public void giveTurn(String holder) {
        with(session -> session.update(
                "UPDATE datawarp.alert_turn SET holder = NULL, held_until = NULL WHERE holder = ?", holder));
    }

    /** Everything that is known, by alert and place. */
    public List<Standing> standings() {
        return with(session -> session.query("""
                SELECT alert, place, holds_since, eased_since, fired_at, over_at, words
                FROM datawarp.alerts ORDER BY alert, place""", AlertStore::standing));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getString(1),
                place(row),
                instant(row, 3),
                instant(row, 4),
                instant(row, 5),
                instant(row, 6),
                row.getString(7));
    }

    private static List<String> place(ResultSet row) throws SQLException {
        return Arrays.asList((String[]) row.getArray(2).getArray());
    }

    /** The last notification of each target. */
    public List<Told> told() {
        return with(session -> session.query(
                "SELECT alert, place, target, fires, told_at FROM datawarp.alerts_told ORDER BY alert, place, target",
                row -> new Told(
                        row.getString(1),
                        place(row),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getObject(5, OffsetDateTime.class).toInstant())));
    }

    /** Puts these in the place of everything that is kept, all or nothing. */
    public void keep(List<Standing> standings, List<Told> told) {
        with(session -> {
            session.update("DELETE FROM datawarp.alerts");
            session.updateAll(
                    "INSERT INTO datawarp.alerts VALUES (?, ?, ?, ?, ?, ?, ?)",
                    standings.stream()
                            .map(one -> new @Nullable Object[] {
                                one.alert(),
                                one.place(),
                                one.holdsSince(),
                                one.easedSince(),
                                one.firedAt(),
                                one.overAt(),
                                one.words()
                            })
                            .toList());
            session.updateAll(
                    "INSERT INTO datawarp.alerts_told VALUES (?, ?, ?, ?, ?)",
                    told.stream()
                            .map(one -> new @Nullable Object[] {
                                one.alert(), one.place(), one.target(), one.fires(), one.at()
                            })
                            .toList());
            return true;
        });
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(DatabaseSession session) throws SQLException;
    }

    /** One transaction. */
    private <T> T with(Work<T> work) {
        try (DatabaseSession session = DatabaseSession.openBriefly(database)) {
            T result = work.on(session);
            session.commit();
            return result;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }
}
