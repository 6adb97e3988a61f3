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

    /** The version to which this program migrates a database: that of the last migration. */
    public static final int NEWEST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMigrations.class);

    /** A killed server is back within this time, even when it has much to recover. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * Flyway's lock by transaction needs a connection beside that of the migration, and records each migration over
     * that connection. If this process or the server is killed between the two commits, the tables exist without a
     * record, and no later start can create them.
     */
    private static final Map<String, String> ONE_CONNECTION = Map.of("flyway.postgresql.transactional.lock", "false");

    private DatabaseMigrations() {}

    /**
     * Does nothing when the database is up to date. Several processes may call it at once. Waits for a server that is
     * down or goes down during the migration: each migration and its record are one transaction.
     *
     * @throws FlywayException when a migration fails, or the server has not answered for minutes
     * @throws NewerDatabaseException when a newer program migrated it to a version that this one does not know
     */
    public static void migrate(DatabaseSettings database) throws InterruptedException {
        migrate(database, MigrationVersion.LATEST);
    }

    /**
     * Brings the schemas to an earlier version, as an older program would have.
     *
     * @param version that of a migration; nothing happens if the schemas are at a later one
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
                // One second each: another process may have much to migrate.
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

    /** @param current null for an empty database */
    private static void refuseIfNewer(@Nullable MigrationInfo current, DatabaseSettings database) {
        if (current != null && current.getVersion() != null) {
            int found = current.getVersion().getMajor().intValue();
            if (found > NEWEST) {
                throw new NewerDatabaseException(database, found, NEWEST);
            }
        }
    }
}
