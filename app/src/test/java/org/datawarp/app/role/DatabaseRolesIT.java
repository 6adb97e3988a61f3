package org.datawarp.app.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.datawarp.platform.embedded.EmbeddedDatabase;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.streams.database.DatabaseMigrations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each role may do its work in PostgreSQL, and nothing else. */
@Tag("D9")
class DatabaseRolesIT {

    /** What only the owner may do. */
    private static final List<String> OWNERS = List.of(
            "CREATE ROLE mallory SUPERUSER",
            "ALTER ROLE datawarp PASSWORD 'x'",
            "ALTER ROLE datawarp_writer SUPERUSER",
            "GRANT datawarp TO CURRENT_USER",
            "SET ROLE datawarp",
            "SET SESSION AUTHORIZATION datawarp",
            "CREATE DATABASE mine",
            "DROP DATABASE datawarp",
            "ALTER SYSTEM SET fsync = off",
            "SET session_replication_role = replica",
            "CREATE SCHEMA mine",
            "DROP SCHEMA data CASCADE",
            "ALTER SCHEMA data OWNER TO CURRENT_USER",
            "CREATE TABLE public.mine (n int)",
            "CREATE TABLE datawarp.mine (n int)",
            "DROP TABLE datawarp.releases",
            "ALTER TABLE datawarp.commits ADD COLUMN mine int",
            "TRUNCATE datawarp.releases",
            "DELETE FROM datawarp.flyway_schema_history",
            "CREATE PUBLICATION mine FOR ALL TABLES",
            "ALTER PUBLICATION datawarp SET (publish = 'insert')",
            "DROP PUBLICATION datawarp",
            "COPY (SELECT 1) TO '/tmp/datawarp-mine'",
            "COPY data.visits FROM PROGRAM 'id'",
            "SELECT pg_read_file('postgresql.conf')",
            "SELECT pg_ls_dir('.')",
            "SELECT rolpassword FROM pg_authid",
            "SELECT lo_import('/etc/passwd')",
            "SELECT pg_reload_conf()",
            "CREATE FUNCTION mine() RETURNS int LANGUAGE c AS 'libc', 'getpid'");

    private static final List<String> REPLICATION = List.of(
            "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')",
            "SELECT pg_drop_replication_slot('datawarp')");

    private static final List<String> LOADING = List.of(
            "CREATE TABLE data.mine (n int)",
            "CREATE TABLE stage.mine (n int)",
            "INSERT INTO data.visits VALUES (2)",
            "UPDATE data.visits SET n = 2",
            "DELETE FROM data.visits",
            "TRUNCATE data.visits",
            "ALTER TABLE data.visits ADD COLUMN mine int",
            "DROP TABLE data.visits",
            "INSERT INTO datawarp.commits (run, publication, release, body, promoted_at) VALUES ('', '', '', '', now())",
            "DELETE FROM datawarp.commits",
            "UPDATE datawarp.progress SET next_offset = 0",
            "SELECT * FROM datawarp.releases",
            "SELECT * FROM stage._alive");

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase database;
    private static final Map<DatabaseRole, String> PASSWORDS = new EnumMap<>(DatabaseRole.class);

    @BeforeAll
    static void start() throws Exception {
        database = EmbeddedDatabase.start(folder, 0, Path.of("target", "pgbin"));
        prepare();
        execute(
                DatabaseRole.WRITER,
                "CREATE TABLE data.visits (n int)",
                "ALTER TABLE data.visits REPLICA IDENTITY FULL",
                "INSERT INTO data.visits VALUES (1)");
    }

    /** As every start does. */
    private static void prepare() throws Exception {
        for (DatabaseRole role : DatabaseRole.values()) {
            PASSWORDS.put(role, database.login(role.user(), role.options(), role.settings()));
        }
        DatabaseMigrations.migrate(database.settings().settings());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static String password(DatabaseRole role) {
        return Objects.requireNonNull(PASSWORDS.get(role));
    }

    private static void execute(DatabaseRole role, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), role.user(), password(role));
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    static Stream<Arguments> forbidden() {
        Map<DatabaseRole, List<List<String>>> forbidden = Map.of(
                DatabaseRole.WRITER,
                List.of(OWNERS, REPLICATION, List.of("UPDATE datawarp.heartbeat SET beat = now()")),
                DatabaseRole.CAPTURE,
                List.of(OWNERS, LOADING),
                DatabaseRole.READER,
                List.of(OWNERS, REPLICATION, LOADING, List.of("SELECT * FROM datawarp.heartbeat")));
        return forbidden.entrySet().stream()
                .flatMap(role -> role.getValue().stream()
                        .flatMap(List::stream)
                        .map(statement -> Arguments.of(role.getKey(), statement)));
    }

    /** Also for those whose sessions begin read-only: a session may give that up. */
    @ParameterizedTest
    @MethodSource("forbidden")
    void isDenied(DatabaseRole role, String statement) {
        assertThatThrownBy(() -> execute(role, "SET default_transaction_read_only = off", statement))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        denied -> assertThat(denied.getSQLState())
                                .as(denied.getMessage())
                                .isEqualTo("42501"));
    }

    @Test
    void begetsAReaderWhoseSessionsOnlyRead() {
        assertThatThrownBy(() -> execute(DatabaseRole.READER, "CREATE TEMPORARY TABLE mine (n int)"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        denied -> assertThat(denied.getSQLState()).isEqualTo("25006"));
    }

    @Test
    @Tag("A9")
    void refusesToTruncateADatasetAlsoToItsOwner() throws SQLException {
        execute(
                DatabaseRole.WRITER,
                "CREATE TABLE data.kept (n int)",
                "CREATE TRIGGER refuse_truncation BEFORE TRUNCATE ON data.kept"
                        + " EXECUTE FUNCTION datawarp.refuse_truncation()");

        assertThatThrownBy(() -> execute(DatabaseRole.WRITER, "TRUNCATE data.kept"))
                .hasMessageContaining("Cannot truncate data.kept")
                .hasMessageContaining("use DELETE");
    }

    @Test
    void letsEachDoItsWork() throws SQLException {
        execute(DatabaseRole.READER, "SELECT * FROM visits");
        execute(
                DatabaseRole.CAPTURE,
                "SELECT * FROM data.visits",
                "SELECT * FROM datawarp.commits",
                "INSERT INTO datawarp.heartbeat (id, beat) VALUES (1, now()) ON CONFLICT (id) DO UPDATE"
                        + " SET beat = excluded.beat",
                "SELECT pg_create_logical_replication_slot('work', 'pgoutput')",
                "SELECT pg_drop_replication_slot('work')");
        execute(
                DatabaseRole.WRITER,
                "CREATE UNLOGGED TABLE stage.work (n int)",
                "DROP TABLE stage.work",
                "ALTER TABLE data.visits ADD COLUMN more text",
                "DELETE FROM data.visits WHERE n = 7");
    }

    @Test
    void takesOverTheTablesOfADatabaseThatHadOneUser() throws Exception {
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE data.older (n int)");
        }

        prepare();

        execute(DatabaseRole.WRITER, "ALTER TABLE data.older ADD COLUMN more text");
        execute(DatabaseRole.READER, "SELECT more FROM older");
    }

    @Test
    void lacksNothingWhereTheWriterFindsEverythingMigrated() throws Exception {
        DatabaseMigrations.migrate(database.settings()
                .as(DatabaseRole.WRITER.user(), password(DatabaseRole.WRITER))
                .settings());

        execute(DatabaseRole.READER, "SELECT * FROM visits");
    }

    @ParameterizedTest
    @EnumSource
    void logsInWithAPasswordOfItsOwnThatIsKeptFromOthers(DatabaseRole role) throws IOException, SQLException {
        Path file = folder.resolve(role.user() + ".password");

        assertThat(Files.readString(file)).isEqualTo(password(role)).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new ArrayList<>(PASSWORDS.values())).doesNotHaveDuplicates();
        assertThat(database.login(role.user(), role.options(), role.settings())).isEqualTo(password(role));
        assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), role.user(), "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        denied -> assertThat(denied.getSQLState()).isEqualTo("28P01"));
    }
}
