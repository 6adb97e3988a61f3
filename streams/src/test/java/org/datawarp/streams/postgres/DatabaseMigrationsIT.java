package org.datawarp.streams.postgres;

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
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

    private static Connection connect(DatabaseSettings database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    @Test
    @Tag("D3")
    void goesOnAfterTheServerEndedItsConnection() throws Exception {
        DatabaseSettings database = TestDatabase.createEmpty();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // What the migration begins with has to wait for this one.
            statement.execute("CREATE SCHEMA datawarp");
            Future<?> migration = other.submit(() -> {
                DatabaseMigrations.migrate(database);
                return null;
            });
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> number(statement, END_WHAT_WAITS) > 0);
            connection.rollback();

            migration.get(1, TimeUnit.MINUTES);

            assertThat(number(statement, "SELECT count(*) FROM datawarp.releases"))
                    .isZero();
        } finally {
            other.shutdownNow();
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
}
