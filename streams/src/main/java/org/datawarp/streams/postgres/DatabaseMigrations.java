package org.datawarp.streams.postgres;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schemas {@code datawarp}, {@code data} and {@code stage} to the version that this program expects. */
public final class DatabaseMigrations {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMigrations.class);

    private static final int CONNECT_RETRIES = 10;

    private DatabaseMigrations() {}

    /** Does nothing where everything is done already; several processes may call it at once. */
    public static void migrate(DatabaseSettings database) {
        MigrateResult result = Flyway.configure(DatabaseMigrations.class.getClassLoader())
                .dataSource(database.url(), database.user(), database.password())
                .defaultSchema("datawarp")
                .createSchemas(true)
                .locations("classpath:db/migration")
                .connectRetries(CONNECT_RETRIES)
                .load()
                .migrate();
        LOG.atInfo().addKeyValue("migrations", result.migrationsExecuted).log("Database is at its version");
    }
}
