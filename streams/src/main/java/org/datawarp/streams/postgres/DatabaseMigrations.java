package org.datawarp.streams.postgres;

import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schemas {@code datawarp}, {@code data} and {@code stage} to the version that this program expects. */
public final class DatabaseMigrations {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMigrations.class);

    /** A server that was killed is back within this, also when it has much to recover. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private DatabaseMigrations() {}

    /**
     * Does nothing where everything is done already; several processes may call it at once. Waits for a server that is
     * away or goes away meanwhile: each migration is one transaction.
     *
     * @throws FlywayException when a migration fails, or the server has not answered for minutes
     */
    public static void migrate(DatabaseSettings database) throws InterruptedException {
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
                .load();
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                MigrateResult result = flyway.migrate();
                LOG.atInfo()
                        .addKeyValue("migrations", result.migrationsExecuted)
                        .log("Database is at its version");
                return;
            } catch (FlywayException e) {
                FailureKind kind = FailureKind.of(e);
                if (!kind.isPassing() || System.nanoTime() - latest > 0) {
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
}
