package org.datawarp.operate.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseMigrations;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows and no other place gives back: what happened, what was learned of publishers' habits and
 * remembered of their addresses, who was notified of what. A line for each row: its table, a space, the row as JSON.
 */
public final class KeptRows {

    /** One that refers to another comes after it. */
    private static final List<String> TABLES =
            List.of("events", "watches", "sightings", "notices", "alerts", "alerts_told");

    private static final int BATCH = 500;

    private KeptRows() {}

    /**
     * What was read at one moment.
     *
     * @param version the migration that the database was at
     * @param rows how many were written of each table
     * @param commits what was promoted and undone, as {@link org.datawarp.schemas.change.CommitJson} has it, in its order
     */
    public record Moment(int version, Map<String, Long> rows, List<String> commits) {

        public Moment {
            rows = Map.copyOf(rows);
            commits = List.copyOf(commits);
        }
    }

    /**
     * Writes them as they are at one moment; those who write to the database are not held up. Tables that the database does
     * not have yet, since it is of an earlier version, are passed over.
     *
     * @throws IllegalStateException when nothing was ever made in the database
     */
    public static Moment write(DatabaseSettings database, Writer out) throws IOException {
        try (DatabaseSession session = DatabaseSession.open(database)) {
            session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            if (!exists(session, "releases")) {
                throw new IllegalStateException(
                        "Cannot read what the database at %s knows: found no schema datawarp in it, expected one that DataWarp works with; if it was lost, first: ./datawarp rebuild --from raw"
                                .formatted(database));
            }
            int version = (int)
                    session.number(
                            "SELECT max(version::integer) FROM datawarp.flyway_schema_history WHERE success AND version ~ '^[0-9]+$'");
            Map<String, Long> counts = new TreeMap<>();
            for (String table : TABLES) {
                if (exists(session, table)) {
                    counts.put(table, write(session, table, out));
                }
            }
            List<String> commits =
                    session.query("SELECT body FROM datawarp.commits ORDER BY id", row -> row.getString(1));
            session.rollback();
            return new Moment(version, counts, commits);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }

    private static boolean exists(DatabaseSession session, String table) throws SQLException {
        return session.finds("SELECT 1 WHERE to_regclass(?) IS NOT NULL", "datawarp." + table);
    }

    private static long write(DatabaseSession session, String table, Writer out) throws SQLException, IOException {
        long[] count = {0};
        session.forEach("SELECT row_to_json(t)::text FROM datawarp.%s t".formatted(table), row -> {
            count[0]++;
            // Between the tokens of JSON, a line break is a space; within a text it is escaped.
            out.write(table + " " + row.getString(1).replace('\n', ' ').replace('\r', ' ') + "\n");
        });
        return count[0];
    }

    /**
     * Puts rows into tables that hold none, as one transaction. A database without tables first becomes one of the version
     * that they were read at, and then what this program expects: so they are migrated like any others.
     *
     * @param version as {@link Moment} has it
     * @return how many came into each table
     */
    public static Map<String, Long> restore(DatabaseSettings database, int version, BufferedReader in)
            throws IOException, InterruptedException {
        try (DatabaseSession session = DatabaseSession.open(database)) {
            if (!exists(session, "releases")) {
                session.rollback();
                DatabaseMigrations.migrateTo(database, version);
            }
            Map<String, Long> counts = new Restoring(session).all(in);
            session.commit();
            DatabaseMigrations.migrate(database);
            return counts;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(database, e);
        }
    }

    /** One transaction. */
    private static final class Restoring {

        private final DatabaseSession session;
        private final Set<String> empty = new HashSet<>();
        private final Map<String, String> statements = new HashMap<>();
        private final Map<String, Long> counts = new TreeMap<>();
        private final List<@Nullable Object[]> batch = new ArrayList<>();
        private String batched = "";

        Restoring(DatabaseSession session) throws SQLException {
            this.session = session;
            for (String table : TABLES) {
                if (exists(session, table) && !session.finds("SELECT 1 FROM datawarp." + table + " LIMIT 1")) {
                    empty.add(table);
                }
            }
        }

        Map<String, Long> all(BufferedReader in) throws SQLException, IOException {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int space = line.indexOf(' ');
                String table = space < 0 ? "" : line.substring(0, space);
                if (empty.contains(table)) {
                    add(table, line.substring(space + 1));
                }
            }
            send();
            if (counts.containsKey("events")) {
                session.query(
                        "SELECT setval(pg_get_serial_sequence('datawarp.events', 'place'), max(place)) FROM datawarp.events",
                        row -> row.getLong(1));
            }
            if (counts.containsKey("watches")) {
                // The process that checked a publication then does not check it now.
                session.update("UPDATE datawarp.watches SET holder = NULL, held_until = NULL");
            }
            return counts;
        }

        private void add(String table, String row) throws SQLException {
            if (!batched.equals(table) || batch.size() == BATCH) {
                send();
            }
            batched = table;
            batch.add(new @Nullable Object[] {row});
            counts.merge(table, 1L, Long::sum);
            if (!statements.containsKey(table)) {
                statements.put(table, statement(table, row));
            }
        }

        private void send() throws SQLException {
            if (!batch.isEmpty()) {
                session.updateAll(statements.getOrDefault(batched, ""), batch);
                batch.clear();
            }
        }

        /** Columns that came later keep their defaults, and those that went are left out. */
        private String statement(String table, String row) throws SQLException {
            String columns = String.join(", ", session.query("""
                            SELECT quote_ident(column_name) FROM information_schema.columns
                            WHERE table_schema = 'datawarp' AND table_name = ?
                            AND column_name IN (SELECT json_object_keys(?::json)) ORDER BY ordinal_position""", found -> found.getString(1), table, row));
            return "INSERT INTO datawarp.%1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM json_populate_record(NULL::datawarp.%1$s, ?::json)"
                    .formatted(table, columns);
        }
    }
}
