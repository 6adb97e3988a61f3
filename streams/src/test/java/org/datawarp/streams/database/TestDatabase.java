package org.datawarp.streams.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.datawarp.platform.embedded.EmbeddedDatabase;
import org.datawarp.schemas.setting.DatabaseSettings;

/** A real PostgreSQL for all tests of a run, with a new database for each test. */
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabase() {}

    /** Started with the first test, stopped with the JVM. */
    private static final class Server {
        private static final EmbeddedDatabase SERVER = start();

        private static EmbeddedDatabase start() {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "postgres-");
                EmbeddedDatabase server = EmbeddedDatabase.start(folder, 0, Path.of("target", "pgbin"));
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Has only the schemas: copying it takes a tenth of the time of all migrations. */
    private static final class Template {
        private static final String NAME = make();

        private static String make() {
            try {
                DatabaseSettings settings = createEmpty();
                DatabaseMigrations.migrate(settings);
                return settings.url().substring(settings.url().lastIndexOf('/') + 1);
            } catch (SQLException | InterruptedException e) {
                throw new AssertionError("Cannot make the database that tests copy", e);
            }
        }
    }

    /** A new database, with its schemas. */
    public static DatabaseSettings create() throws SQLException {
        return create(" TEMPLATE " + Template.NAME);
    }

    public static DatabaseSettings createEmpty() throws SQLException {
        return create("");
    }

    /** A database as an earlier program left it, at migration 12, with two promoted releases. */
    public static DatabaseSettings writtenAtVersion12() throws Exception {
        DatabaseSettings database = createEmpty();
        DatabaseMigrations.migrateTo(database, 12);
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                InputStream sql = TestDatabase.class.getResourceAsStream("written-at-version-12.sql")) {
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
        return database;
    }

    private static DatabaseSettings create(String how) throws SQLException {
        EmbeddedDatabase server = Server.SERVER;
        String name = "test_" + NUMBER.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + how);
        }
        String url = "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), name);
        return new DatabaseSettings(url, server.user(), server.password());
    }
}
