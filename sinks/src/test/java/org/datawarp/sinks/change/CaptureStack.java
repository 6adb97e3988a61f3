package org.datawarp.sinks.change;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.datawarp.platform.embedded.EmbeddedDatabase;
import org.datawarp.platform.embedded.EmbeddedKafka;

/** A broker and a database for the tests of one class, emptied between tests. */
final class CaptureStack implements AutoCloseable {

    private static final List<String> SCHEMA = List.of(
            "CREATE SCHEMA data",
            "CREATE SCHEMA datawarp",
            """
            CREATE TABLE datawarp.commits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, run text,
                publication text, release text, body text, promoted_at timestamptz)""",
            "CREATE TABLE datawarp.heartbeat (id int PRIMARY KEY, beat timestamptz)",
            "INSERT INTO datawarp.heartbeat VALUES (1, now())",
            "CREATE PUBLICATION datawarp FOR TABLES IN SCHEMA data, TABLE datawarp.commits, datawarp.heartbeat");

    /** Unpacked once for all tests. */
    private static final Path BINARIES = Path.of("target", "pgbin");

    private EmbeddedKafka kafka;
    private EmbeddedDatabase database;
    private final Path directory;

    private CaptureStack(Path directory, EmbeddedKafka kafka, EmbeddedDatabase database) {
        this.directory = directory;
        this.kafka = kafka;
        this.database = database;
    }

    static CaptureStack start(Path directory) {
        return new CaptureStack(
                directory,
                EmbeddedKafka.start(directory.resolve("kafka"), 0),
                EmbeddedDatabase.start(directory.resolve("pg"), 0, BINARIES));
    }

    void restartDatabase() {
        int port = database.port();
        database.close();
        database = EmbeddedDatabase.start(directory.resolve("pg"), port, BINARIES);
    }

    void stopBroker() {
        kafka.close();
    }

    void startBroker() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), kafka.port());
    }

    Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    CaptureSettings settings() {
        return new CaptureSettings(
                new SourceAddress(
                        database.host(), database.port(), database.database(), database.user(), database.password()),
                client(),
                CaptureSettings.DEFAULT_SLOT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /** All statements in one transaction. */
    void transaction(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String one : statements) {
                statement.execute(one);
            }
            connection.commit();
        }
    }

    long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    String text(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }

    /** Deletes schemas, slots and topics of earlier tests; then creates the schemas as the loader does. */
    void empty() throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.deleteTopics(topics(admin)).all().get();
            Awaitility.await().until(() -> topics(admin).isEmpty());
        }
        Awaitility.await().until(() -> number("SELECT count(*) FROM pg_replication_slots WHERE active") == 0);
        sql(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots",
                "DROP PUBLICATION IF EXISTS datawarp",
                "DROP SCHEMA IF EXISTS data CASCADE",
                "DROP SCHEMA IF EXISTS datawarp CASCADE");
        sql(SCHEMA.toArray(String[]::new));
    }

    private static Set<String> topics(Admin admin) throws Exception {
        return admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith("datawarp."))
                .collect(Collectors.toSet());
    }

    /** As the loader makes a dataset's table: {@code columns} are the value columns. */
    void createTable(String dataset, String columns) throws SQLException {
        sql("""
                CREATE TABLE data.%s (_key uuid NOT NULL, period_start date, period_end date, period_kind text, %s,
                    _release text, _file text, _sheet text, _row bigint, _occurrence bigint NOT NULL,
                    PRIMARY KEY (_key, _occurrence))""".formatted(dataset, columns), "ALTER TABLE data." + dataset + " REPLICA IDENTITY FULL");
    }

    @Override
    public void close() {
        database.close();
        kafka.close();
    }
}
