package org.datawarp.sinks.change;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What capture reads from the database besides changes: publication, slot, lag. Safe for use by several threads. */
final class SourceDatabase {

    private static final String SECONDS_TO_CONNECT = "10";

    /**
     * A network may drop packets without an error: after this time without an answer, the connection counts as lost.
     */
    static final String SECONDS_TO_ANSWER = "120";

    /** A slot is created once all running transactions have ended, and that of a large release takes long. */
    private static final String SECONDS_TO_MAKE_A_SLOT = "3600";

    /** Each column is something that must be published, named as in messages. */
    private static final String PUBLICATION = """
            SELECT pubinsert AND pubupdate AND pubdelete AS "inserts, updates and deletes",
                puballtables OR EXISTS (SELECT 1 FROM pg_publication_namespace n JOIN pg_namespace s ON s.oid = n.pnnspid
                    WHERE n.pnpubid = p.oid AND s.nspname = 'data') AS "tables in schema data",
                EXISTS (SELECT 1 FROM pg_publication_tables t WHERE t.pubname = p.pubname
                    AND t.schemaname = 'datawarp' AND t.tablename = 'commits') AS "datawarp.commits",
                EXISTS (SELECT 1 FROM pg_publication_tables t WHERE t.pubname = p.pubname
                    AND t.schemaname = 'datawarp' AND t.tablename = 'heartbeat') AS "datawarp.heartbeat"
            FROM pg_publication p WHERE pubname = ?
            """;

    private static final String MADE_AGAIN = """
            SELECT pg_wal_lsn_diff(
                substring(obj_description(oid, 'pg_publication') FROM '^made again at ([0-9A-F]+/[0-9A-F]+)$')::pg_lsn,
                '0/0')::bigint
            FROM pg_publication WHERE pubname = ?
            """;

    private static final String SLOT = """
            SELECT pg_wal_lsn_diff(confirmed_flush_lsn, '0/0')::bigint, coalesce(wal_status = 'lost', false), active
            FROM pg_replication_slots WHERE slot_name = ? AND slot_type = 'logical' AND database = current_database()
            """;

    private static final String IDENTITY = """
            SELECT c.relreplident = 'f' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'data' AND c.relname = ?
            """;

    private final SourceAddress address;

    SourceDatabase(SourceAddress address) {
        this.address = address;
    }

    /** What a publication should publish and does not; empty when it is complete. */
    List<String> lackingOf(String publication) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(PUBLICATION)) {
            query.setString(1, publication);
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    return List.of("the publication itself");
                }
                List<String> lacking = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    if (!found.getBoolean(i)) {
                        lacking.add(found.getMetaData().getColumnLabel(i));
                    }
                }
                return lacking;
            }
        }
    }

    /** Where in the database's log the loader created a wrong publication again; empty if it never did. */
    Optional<Long> madeAgain(String publication) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(MADE_AGAIN)) {
            query.setString(1, publication);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? Optional.ofNullable(found.getObject(1, Long.class)) : Optional.empty();
            }
        }
    }

    Optional<SlotState> slot(String name) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(SLOT)) {
            query.setString(1, name);
            try (ResultSet found = query.executeQuery()) {
                return found.next()
                        ? Optional.of(new SlotState(found.getLong(1), found.getBoolean(2), found.getBoolean(3)))
                        : Optional.empty();
            }
        }
    }

    /** Whether a rebuild from the raw topics is unfinished. */
    boolean isBeingMade() throws SQLException {
        return isTrue("SELECT to_regclass('datawarp.rebuild') IS NOT NULL")
                && isTrue("SELECT EXISTS (SELECT 1 FROM datawarp.rebuild)");
    }

    private boolean isTrue(String query) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement asked = connection.prepareStatement(query);
                ResultSet answer = asked.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** Where the database's log ends now. */
    long endLsn() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
                ResultSet found = query.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    void dropSlot(String name) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement drop = connection.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
            drop.setString(1, name);
            drop.execute();
        }
    }

    /** Whether changes of a dataset's table carry the whole row before; true of a table that is gone. */
    boolean logsRowsBefore(String table) {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(IDENTITY)) {
            query.setString(1, table);
            try (ResultSet found = query.executeQuery()) {
                return !found.next() || found.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look at the table data." + table, e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), properties());
    }

    /** For replication commands, such as the one that creates a slot. */
    Connection connectForReplication() throws SQLException {
        Properties properties = properties();
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "10");
        properties.setProperty("socketTimeout", SECONDS_TO_MAKE_A_SLOT);
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("socketTimeout", SECONDS_TO_ANSWER);
        properties.putAll(address.tls());
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("loginTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "datawarp-capture");
        return properties;
    }
}
