package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedDatabaseIT {

    private static final String STARTED = "SELECT pg_postmaster_start_time()";
    private static final Duration A_MOMENT = Duration.ofMillis(20);

    @TempDir
    private static Path directory;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        database = start(directory);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static EmbeddedDatabase start(Path directory) {
        return EmbeddedDatabase.start(directory, 0, SharedBinaries.DIRECTORY);
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "wal_level, logical",
        "max_slot_wal_keep_size, 64GB",
        "max_replication_slots, 10",
        "max_wal_senders, 10",
        "max_wal_size, 4GB",
        "logical_decoding_work_mem, 256MB",
        "shared_buffers, 256MB",
        "autovacuum_analyze_scale_factor, 0.5",
        "work_mem, 32MB",
        "maintenance_work_mem, 128MB",
        "listen_addresses, 127.0.0.1",
        "TimeZone, Etc/UTC",
        "server_encoding, UTF8",
        "data_checksums, on"
    })
    void says(String setting, String value) throws SQLException {
        try (Connection connection = connect(database)) {
            assertThat(query(connection, "SELECT current_setting('" + setting + "')"))
                    .isIn(value, value.replace("Etc/", ""));
        }
    }

    @Test
    void sortsTextByItsBytes() throws SQLException {
        try (Connection connection = connect(database)) {
            assertThat(query(connection, "SELECT datcollate FROM pg_database WHERE datname = current_database()"))
                    .isEqualTo("C");
        }
    }

    @Test
    void compressesItsLogWithLz4WhereItCan() throws SQLException {
        try (Connection connection = connect(database)) {
            boolean can = query(
                            connection, "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'wal_compression'")
                    .equals("t");

            assertThat(query(connection, "SHOW wal_compression")).isEqualTo(can ? "lz4" : "off");
        }
    }

    @Test
    void streamsTheChangesOfEveryTableInASchema() throws SQLException {
        try (Connection connection = connect(database)) {
            execute(connection, "CREATE SCHEMA data");
            execute(connection, "CREATE PUBLICATION everything FOR TABLES IN SCHEMA data");
            execute(connection, "SELECT pg_create_logical_replication_slot('reader', 'pgoutput')");
            execute(connection, "CREATE TABLE data.later (id int PRIMARY KEY)");
            execute(connection, "INSERT INTO data.later VALUES (1)");

            String inserts = query(
                    connection,
                    "SELECT count(*) FROM pg_logical_slot_get_binary_changes('reader', NULL, NULL, 'proto_version',"
                            + " '1', 'publication_names', 'everything') WHERE get_byte(data, 0) = ascii('I')");

            assertThat(inserts).isEqualTo("1");
            execute(connection, "SELECT pg_drop_replication_slot('reader')");
        }
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void keepsItsRowsAndItsPasswordOverARestart(@TempDir Path other) throws SQLException {
        String password;
        try (EmbeddedDatabase first = start(other);
                Connection connection = connect(first)) {
            password = first.password();
            execute(connection, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        try (EmbeddedDatabase second = start(other);
                Connection connection = connect(second)) {
            assertThat(second.password()).isEqualTo(password);
            assertThat(query(connection, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void startsThoughItsPidFileNamesAnotherProgram(@TempDir Path other) throws IOException, SQLException {
        start(other).close();
        Files.writeString(
                other.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + other.resolve("data") + "\n0\n5432\n\n127.0.0.1\n\nready\n");

        try (EmbeddedDatabase second = start(other);
                Connection connection = connect(second)) {
            assertThat(query(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void startsThoughItsCreationWasCutShort(@TempDir Path other) throws IOException, SQLException {
        Files.createDirectories(other.resolve("data.new/base"));
        Files.writeString(other.resolve("data.new/PG_VERSION"), "18\n");

        try (EmbeddedDatabase second = start(other);
                Connection connection = connect(second)) {
            assertThat(query(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    /** The process behind a connection outlives its server while it computes, and holds memory of the server. */
    @Test
    void startsRightAfterItsServerWasKilledAmidAQuery(@TempDir Path other) throws Exception {
        EmbeddedDatabase killed = start(other);
        try (Connection busy = connect(killed)) {
            execute(busy, "CREATE TABLE kept AS SELECT 42 AS answer");
            Thread computing = new Thread(() -> computeUntilCutOff(busy));
            computing.start();
            awaitQuery(killed);
            PostmasterPid.of(other.toRealPath().resolve("data")).kill();
            killed.close();

            try (EmbeddedDatabase second = start(other);
                    Connection connection = connect(second)) {
                assertThat(query(connection, "SELECT answer FROM kept")).isEqualTo("42");
            }
            computing.join();
        }
    }

    private static void computeUntilCutOff(Connection connection) {
        assertThatThrownBy(() -> query(connection, "SELECT count(*) FROM generate_series(1, 100000000000)"))
                .isInstanceOf(SQLException.class);
    }

    private static void awaitQuery(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = connect(database)) {
            String running = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%series(1%'"
                    + " AND pid <> pg_backend_pid()";
            while (query(connection, running).equals("0")) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @Tag("D3")
    @Timeout(
            value = 2,
            unit = TimeUnit.MINUTES) // a server that does not come back is a failure, not a wait without end
    void startsItsServerAgainWhenThatIsKilled(@TempDir Path other) throws Exception {
        try (EmbeddedDatabase killed = start(other)) {
            try (Connection connection = connect(killed)) {
                execute(connection, "CREATE TABLE kept AS SELECT 42 AS answer");
            }
            String started = awaitAnswer(killed, STARTED);

            PostmasterPid.of(other.toRealPath().resolve("data")).kill();

            while (awaitAnswer(killed, STARTED).equals(started)) {
                Thread.sleep(A_MOMENT.toMillis());
            }
            assertThat(awaitAnswer(killed, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    /** A server that ends, or recovers, refuses connections for a while or breaks them off. */
    private static String awaitAnswer(EmbeddedDatabase database, String query) throws Exception {
        while (true) {
            try (Connection connection = connect(database)) {
                return query(connection, query);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).matches("(08|57).*");
                Thread.sleep(A_MOMENT.toMillis());
            }
        }
    }

    /** Its programs too, which it unpacks beside it: two of them have a shell start others. */
    @ParameterizedTest
    @ValueSource(strings = {"my data 'here'", "cost $HOME $(id) `id` \"quoted\" \\\\ ${x} % # [a] * ; & |"})
    void worksWhateverItsFolderIsCalled(String name, @TempDir Path other) throws SQLException, IOException {
        Path odd = other.resolve(name).resolve("postgres");
        try (EmbeddedDatabase first = EmbeddedDatabase.start(odd, 0);
                Connection connection = connect(first)) {
            execute(connection, "CREATE TABLE kept AS SELECT 42 AS answer");
            assertThat(PostmasterPid.of(odd.toRealPath().resolve("data")).isRunning())
                    .isTrue();
        }

        try (EmbeddedDatabase second = EmbeddedDatabase.start(odd, 0);
                Connection connection = connect(second)) {
            assertThat(query(connection, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void saysWhatItsServerSaidWhenItDoesNotStart(@TempDir Path other) throws IOException {
        start(other).close();
        Files.writeString(other.resolve("data/PG_VERSION"), "9.6\n");

        assertThatThrownBy(() -> start(other))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(other.toString())
                .hasMessageContaining("9.6");
    }

    @Test
    void stopsThoughAClientIsStillConnected(@TempDir Path other) throws SQLException {
        EmbeddedDatabase busy = start(other);
        try (Connection idle = connect(busy)) {
            execute(idle, "CREATE TABLE seen ()");

            busy.close();

            assertThat(FreePorts.isFree(busy.port())).isTrue();
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        assertThatThrownBy(() -> start(directory)).isInstanceOf(DataDirectoryInUseException.class);
    }

    @Test
    void refusesAPortThatIsTaken(@TempDir Path other) {
        assertThatThrownBy(() -> EmbeddedDatabase.start(other, database.port(), SharedBinaries.DIRECTORY))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("127.0.0.1:" + database.port());
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
