package org.datawarp.streams.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One connection to PostgreSQL, without auto-commit. Owned by one thread; the code that opens it closes it.
 *
 * <p>Arguments may be anything that JDBC takes, instants, and lists of strings, which become SQL arrays.
 */
public final class DatabaseSession implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration BRIEF = Duration.ofSeconds(5);

    /**
     * For short statements. A network may drop packets without an error: after this time, the connection counts as
     * lost.
     */
    public static final Duration SOON = Duration.ofMinutes(2);

    /** For the work on a whole release: merging and indexing millions of rows is one statement. */
    static final Duration RELEASE = Duration.ofMinutes(60);

    /** COPY is sent in pieces: the driver copies each into its own buffer. */
    private static final int COPY_CHUNK_BYTES = 256 * 1024;

    private static final int FETCHED_ROWS = 1_000;

    private final DatabaseSettings settings;
    private final Connection connection;

    private DatabaseSession(DatabaseSettings settings, Connection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    /** The settings that it was opened with. */
    public DatabaseSettings settings() {
        return settings;
    }

    /** Waits for each answer as long as the work on a release may take. */
    public static DatabaseSession open(DatabaseSettings settings) throws SQLException {
        return open(settings, RELEASE);
    }

    /** For a query that is not worth a long wait: a server that does not answer in seconds counts as down. */
    public static DatabaseSession openBriefly(DatabaseSettings settings) throws SQLException {
        return open(settings, BRIEF);
    }

    /** @param longest how long to wait for an answer; the URL of the settings may say otherwise */
    public static DatabaseSession open(DatabaseSettings settings, Duration longest) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("ApplicationName", "datawarp-loader");
        properties.setProperty("connectTimeout", Long.toString(Math.min(CONNECT.toSeconds(), longest.toSeconds())));
        properties.setProperty("socketTimeout", Long.toString(longest.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketFactory", ProbedSockets.class.getName());
        properties.setProperty("reWriteBatchedInserts", "true");
        // Tables of datasets are altered by manifest only, see V15__tables_by_manifest.sql.
        properties.setProperty("options", "-c datawarp.ddl=manifest");
        // The detail of a refusal shows the row: values do not belong in logs.
        properties.setProperty("logServerErrorDetail", "false");
        Connection connection = DriverManager.getConnection(settings.url(), properties);
        try {
            connection.setAutoCommit(false);
            return new DatabaseSession(settings, connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes a value of the current row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** One statement without arguments, such as DDL. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** @return how many rows it touched */
    public long update(String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            return statement.executeLargeUpdate();
        }
    }

    /** One statement for many rows, in one round trip. */
    public void updateAll(String sql, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
            }
            return all;
        }
    }

    /** Takes a row, which it may write elsewhere. */
    @FunctionalInterface
    public interface RowTaker {
        void take(ResultSet row) throws SQLException, IOException;
    }

    /** Hands over rows as they come, however many they are. */
    public void forEach(String sql, RowTaker to) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED_ROWS);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    to.take(rows);
                }
            }
        }
    }

    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        return query(sql, reader, arguments).stream().findFirst();
    }

    /** The one number that a query gives. */
    public long number(String sql, @Nullable Object... arguments) throws SQLException {
        return query(sql, row -> row.getLong(1), arguments).get(0);
    }

    /** Whether a query gives any row. */
    public boolean finds(String sql, @Nullable Object... arguments) throws SQLException {
        return !query(sql, row -> true, arguments).isEmpty();
    }

    /** @param sql {@code COPY ... FROM STDIN} */
    public void copy(String sql, byte[] text, int length) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            for (int sent = 0; sent < length; sent += COPY_CHUNK_BYTES) {
                copy.writeToCopy(text, sent, Math.min(COPY_CHUNK_BYTES, length - sent));
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Something done in the database. */
    @FunctionalInterface
    public interface Work {
        void run() throws SQLException;
    }

    /** Runs work that waits for each answer as long as work on a release may take. */
    public void patiently(Work work) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, (int) RELEASE.toMillis());
        try {
            work.run();
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
    }

    /** Something asked of the database. */
    @FunctionalInterface
    public interface Question<T> {
        T ask() throws SQLException;
    }

    /** Undoes all that a question writes, but not what was written before it. */
    public <T> T undoing(Question<T> question) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            return question.ask();
        } finally {
            connection.rollback(before);
        }
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    /** Undoes what is not committed; a connection that is lost has undone it already. */
    public void rollback() {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException lost) {
            // Nothing is left to close.
        }
    }

    private void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, toJdbc(arguments[i]));
        }
    }

    private @Nullable Object toJdbc(@Nullable Object argument) throws SQLException {
        if (argument instanceof String text) {
            return withoutNul(text);
        }
        if (argument instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (argument instanceof List<?> texts) {
            return connection.createArrayOf("text", texts.toArray());
        }
        return argument;
    }

    /**
     * PostgreSQL stores no NUL, neither in text nor escaped in JSON, but the name of a ZIP's member may contain one.
     */
    private static String withoutNul(String text) {
        return text.replace('\0', '\uFFFD').replace("\\u0000", "\\ufffd");
    }
}
