package org.datawarp.streams.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.loader.TestLoader;
import org.datawarp.streams.release.ReleaseStore;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseMigrationsIT {

    private static final String END_WHAT_WAITS = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'""";

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(DatabaseSettings database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    @Test
    @Tag("D3")
    void goesOnAfterTheServerEndedItsConnection() throws Exception {
        DatabaseSettings database = TestDatabase.createEmpty();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                // A transaction always sees the waiting sessions of its first query, so these are separate
                // transactions.
                Connection watching = connect(database);
                Statement watch = watching.createStatement()) {
            connection.setAutoCommit(false);
            // The first statement of the migration must wait for this one.
            statement.execute("CREATE SCHEMA datawarp");
            Future<?> migration = other.submit(() -> {
                DatabaseMigrations.migrate(database);
                return null;
            });
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> number(watch, END_WHAT_WAITS) > 0);
            connection.rollback();

            migration.get(1, TimeUnit.MINUTES);

            assertThat(number(statement, "SELECT count(*) FROM datawarp.releases"))
                    .isZero();
        } finally {
            other.shutdownNow();
        }
    }

    /** A kill between two commits would leave tables that no later start can make again. */
    @Test
    @Tag("A1")
    void marksAMigrationAsDoneInItsOwnTransaction() throws Exception {
        DatabaseSettings database = TestDatabase.createEmpty();
        DatabaseMigrations.migrateTo(database, 15);
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql
                    AS $$ BEGIN RAISE EXCEPTION 'killed while it committed'; END $$""");
            statement.execute("""
                    CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON datawarp.flyway_schema_history
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.fail()""");
            assertThatThrownBy(() -> DatabaseMigrations.migrateTo(database, 16))
                    .hasStackTraceContaining("killed while it committed");
            assertThat(number(statement, "SELECT count(*) FROM pg_tables WHERE tablename = 'events'"))
                    .as("what the migration made without its mark")
                    .isZero();

            statement.execute("DROP TRIGGER dies ON datawarp.flyway_schema_history");
            DatabaseMigrations.migrate(database);

            assertThat(number(statement, "SELECT count(*) FROM datawarp.events"))
                    .isZero();
        }
    }

    @Test
    void saysAtOnceWhatNoWaitingMends() throws Exception {
        DatabaseSettings database = TestDatabase.createEmpty();
        DatabaseSettings wrong = new DatabaseSettings(database.url(), database.user(), "guessed");

        assertThatThrownBy(() -> DatabaseMigrations.migrate(wrong))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("password");
    }

    /** Capture reads the position: some changes before it are missing. */
    @ParameterizedTest
    @Tag("A4")
    @ValueSource(
            strings = {
                "DROP PUBLICATION datawarp",
                "ALTER PUBLICATION datawarp DROP TABLES IN SCHEMA data",
                "ALTER PUBLICATION datawarp DROP TABLE datawarp.commits",
                "ALTER PUBLICATION datawarp SET (publish = 'insert')"
            })
    void makesThePublicationAgainAndNotesWhere(String damage) throws Exception {
        DatabaseSettings database = TestDatabase.create();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            String madeAgain = """
                    SELECT count(*) FROM pg_publication WHERE pubinsert AND pubupdate AND pubdelete
                    AND substring(obj_description(oid, 'pg_publication') FROM '^made again at (.*)$')::pg_lsn > '%s'""";
            assertThat(number(statement, madeAgain.formatted("0/0"))).isZero();
            statement.execute(damage);
            String damaged = text(statement, "SELECT pg_current_wal_lsn()");

            DatabaseMigrations.migrate(database);

            assertThat(number(statement, madeAgain.formatted(damaged))).isEqualTo(1);
            assertThat(number(statement, "SELECT count(*) FROM pg_publication_namespace"))
                    .isEqualTo(1);
            assertThat(number(statement, "SELECT count(*) FROM pg_publication_rel"))
                    .isEqualTo(2);
        }
    }

    @Test
    void knowsItsNewest() throws Exception {
        DatabaseSettings database = TestDatabase.create();

        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            assertThat(number(
                            statement,
                            "SELECT max(version::integer) FROM datawarp.flyway_schema_history WHERE success"))
                    .isEqualTo(DatabaseMigrations.NEWEST);
        }
    }

    @Test
    void refusesADatabaseOfALaterVersionAndChangesNothing() throws Exception {
        DatabaseSettings database = TestDatabase.create();
        int later = DatabaseMigrations.NEWEST + 1;
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO datawarp.flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)"
                            + " SELECT max(installed_rank) + 1, '" + later
                            + "', 'later', 'SQL', 'V_later.sql', 'test', 1, true FROM datawarp.flyway_schema_history");

            assertThatThrownBy(() -> DatabaseMigrations.migrate(database))
                    .isInstanceOf(NewerDatabaseException.class)
                    .hasMessageContaining("at version %d, expected %d at most", later, DatabaseMigrations.NEWEST)
                    .hasMessageContaining("newer DataWarp");
        }
    }

    /** Rows as the program of version 12 wrote them. */
    @Test
    void bringsADatabaseOfAnEarlierVersionToNow() throws Exception {
        DatabaseSettings database = TestDatabase.writtenAtVersion12();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            DatabaseMigrations.migrate(database);

            assertThat(new ReleaseStore(database).recent(10))
                    .extracting(status -> status.release() + " "
                            + status.state().word() + " " + status.counts().inserted())
                    .containsExactlyInAnyOrder("2024-04 promoted 13", "2024-05 promoted 13");
            assertThat(number(statement, "SELECT count(*) FROM data.sickness_absence_organisation"))
                    .isEqualTo(26);
            assertThatThrownBy(() ->
                            statement.execute("ALTER TABLE data.sickness_absence_organisation DROP COLUMN org_name"))
                    .as("tables of then are guarded, too")
                    .hasMessageContaining("by hand");
        }
        // Recovers what was arriving, as every start does.
        new TestLoader(database).close();
    }
}
