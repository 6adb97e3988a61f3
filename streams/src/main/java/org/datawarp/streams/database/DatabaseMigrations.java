package org.datawarp.streams.database;

import java.time.Duration;
import java.util.Map;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schemas {@code datawarp}, {@code data} and {@code stage} to the version that this program expects. */
public final class DatabaseMigrations {

    /** The version that this program brings a database to: that of the last migration. */
    public static final int NEWEST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMigrations.class);

    /** A server that was killed is back within this, also when it has much to recover. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * Flyway's lock by transaction needs a connection beside that of the migration, and marks what was made on that one: a
     * kill between the two commits, of this process or of the server, leaves tables that no later start can make again.
     */
    private static final Map<String, String> ONE_CONNECTION = Map.of("flyway.postgresql.transactional.lock", "false");

    private DatabaseMigrations() {}

    /**
     * Does nothing where everything is done already; several processes may call it at once. Waits for a server that is
     * away or goes away meanwhile: each migration is one transaction, and so is the mark that it was made.
     *
     * @throws FlywayException when a migration fails, or the server has not answered for minutes
     * @throws NewerDatabaseException when a later program brought it to a version that this one does not know
     */
    public static void migrate(DatabaseSettings database) throws InterruptedException {
        migrate(database, MigrationVersion.LATEST);
    }

    /**
     * Brings the schemas to a version of before, as a program of then would have.
     *
     * @param version that of a migration; nothing happens where they are at a later one
     */
    public static void migrateTo(DatabaseSettings database, int version) throws InterruptedException {
        migrate(database, MigrationVersion.fromVersion(Integer.toString(version)));
    }

    private static void migrate(DatabaseSettings database, MigrationVersion target) throws InterruptedException {
        Flyway flyway = Flyway.configure(DatabaseMigrations.class.getClassLoader())
                .dataSource(database.url(), database.user(), database.password())
                .jdbcProperties(Map.of(
                        "connectTimeout",
                        "10",
                        "tcpKeepAlive",
                        "true",
                        "socketTimeout",
                        Long.toString(DatabaseSession.RELEASE.toSeconds())))
                .defaultSchema("datawarp")
                .createSchemas(true)
                .locations("classpath:db/migration")
                .configuration(ONE_CONNECTION)
                // Each a second: another process may have much to bring to its version.
                .lockRetryCount((int) PATIENCE.toSeconds())
                .target(target)
                .load();
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                refuseIfNewer(flyway.info().current(), database);
                MigrateResult result = flyway.migrate();
                LOG.atInfo()
                        .addKeyValue("migrations", result.migrationsExecuted)
                        .log("Database is at its version");
                return;
            } catch (FlywayException e) {
                FailureKind kind = DatabaseFailures.kindOf(e);
                if (!kind.isRetryable() || System.nanoTime() - latest > 0) {
                    throw e;
                }
                LOG.atWarn()
                        .addKeyValue("problem", e.getMessage())
                        .addKeyValue("advice", kind.advice())
                        .log("The database cannot be prepared yet; trying again");
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /** @param current null of a database that nothing was made in yet */
    private static void refuseIfNewer(@Nullable MigrationInfo current, DatabaseSettings database) {
        if (current != null && current.getVersion() != null) {
            int found = current.getVersion().getMajor().intValue();
            if (found > NEWEST) {
                throw new NewerDatabaseException(database, found, NEWEST);
            }
        }
    }
}
