package org.datawarp.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.retry.Sleeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server over a directory, listening on the loopback interface only. Commits are on disk, and logical
 * decoding can read its log.
 *
 * <p>The code that starts it owns and closes it; any thread may connect, one thread closes it. The server is a separate
 * process. If this process is killed, the server lives on, and the next start over the same directory stops it first.
 * If the server is killed, it is started again within seconds.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The version of PostgreSQL; other versions cannot open its directories. */
    public static final int MAJOR = 18;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String HOST = "127.0.0.1";
    private static final String NAME = "datawarp";

    /** Half a minute: recovery of an idle database takes seconds. */
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofMillis(500), 60);

    private final DirectoryLock lock;
    private final Path directory;
    private final PostgresServer server;
    private final int port;
    private final String password;
    private final ServerWatch watch;

    private EmbeddedDatabase(
            DirectoryLock lock, Path directory, PostgresServer server, int port, String password, ServerWatch watch) {
        this.lock = lock;
        this.directory = directory;
        this.server = server;
        this.port = port;
        this.password = password;
        this.watch = watch;
    }

    /** The version of PostgreSQL that created a directory; empty when there is none. */
    public static OptionalInt majorOf(Path directory) throws IOException {
        Path version = PostgresServer.data(directory).resolve("PG_VERSION");
        return Files.exists(version)
                ? OptionalInt.of(Integer.parseInt(Files.readString(version).strip()))
                : OptionalInt.empty();
    }

    /** As {@link #start(Path, int, Path)}, with PostgreSQL's programs unpacked beside the directory in {@code pgbin}. */
    public static EmbeddedDatabase start(Path directory, int port) {
        return start(directory, port, directory.toAbsolutePath().resolveSibling("pgbin"));
    }

    /**
     * Starts a server over a directory, creating the database the first time.
     *
     * @param directory where the data lives; created if absent
     * @param port what clients connect to, or 0 for a free one
     * @param binaries where PostgreSQL's programs are unpacked, 60 MB; many databases may share it
     * @throws DataDirectoryInUseException if the directory is in use
     * @throws EmbeddedStartException if the port is taken, the server does not start, or root may not start one here
     */
    public static EmbeddedDatabase start(Path directory, int port, Path binaries) {
        return start(directory, () -> port, binaries);
    }

    /** The port is chosen late: a server that was left running may hold it until it is stopped. */
    static EmbeddedDatabase start(Path directory, IntSupplier port, Path binaries) {
        return DirectoryLock.startIn(directory, "PostgreSQL", (lock, real) -> start(lock, real, port, binaries));
    }

    private static EmbeddedDatabase start(DirectoryLock lock, Path directory, IntSupplier wantedPort, Path binaries)
            throws Exception {
        PostgresServer server = new PostgresServer(directory, PostgresBinaries.unpackedIn(binaries.toAbsolutePath()));
        server.clearLeftover();
        int port = FreePorts.claim(wantedPort.getAsInt(), "PostgreSQL");
        Path passwordFile = directory.resolve("password");
        String password = LocalSecret.keptIn(passwordFile);
        server.createIfAbsent(NAME, passwordFile);
        ServerWatch watch = started(server, port);
        try {
            insist(() -> prepare(port, password));
            LOG.atInfo().addKeyValue("port", port).log("PostgreSQL is ready");
            return new EmbeddedDatabase(lock, directory, server, port, password, watch);
        } catch (SQLException e) {
            watch.close();
            server.stop();
            throw e;
        }
    }

    private static ServerWatch started(PostgresServer server, int port) throws IOException {
        try {
            server.start(port);
            return ServerWatch.start(server, port);
        } catch (EmbeddedStartException e) {
            server.stop();
            throw e;
        }
    }

    /** Work in the database that may be repeated. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    /**
     * A server that lost one of its processes closes all connections and is back within seconds, so the work is
     * retried.
     */
    private static void insist(Work work) throws SQLException {
        try {
            BACKOFF.call(
                    () -> {
                        work.run();
                        return true;
                    },
                    failure -> failure instanceof SQLException e
                            && e.getSQLState() != null
                            && e.getSQLState().matches("(08|57).*"),
                    Sleeper.THREAD);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while PostgreSQL was prepared", e);
        }
    }

    private static void prepare(int port, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(port, "postgres"), NAME, password);
                Statement statement = connection.createStatement()) {
            if (!finds(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME);
            }
            if (finds(
                    statement, "SELECT 1 FROM pg_settings WHERE name = 'wal_compression' AND 'lz4' = ANY (enumvals)")) {
                statement.execute("ALTER SYSTEM SET wal_compression = 'lz4'");
                statement.execute("SELECT pg_reload_conf()");
            }
        }
    }

    /**
     * Creates a role that may log in and nothing else, or restores it to that. Its password is made at random the first
     * time and kept beside the database, readable by its owner only.
     *
     * @param role a plain name, also that of the file {@code <role>.password}
     * @param options of {@code ALTER ROLE}, such as {@code REPLICATION}
     * @param settings with which its sessions begin
     * @return its password
     */
    public String login(String role, List<String> options, Map<String, String> settings)
            throws IOException, SQLException {
        String kept = LocalSecret.keptIn(directory.resolve(role + ".password"));
        insist(() -> makeLogin(role, options, settings, kept));
        return kept;
    }

    private void makeLogin(String role, List<String> options, Map<String, String> settings, String kept)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), NAME, password);
                Statement statement = connection.createStatement()) {
            if (!finds(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
                statement.execute("CREATE ROLE " + role);
            }
            // A statement that fails is logged, so none may contain the password.
            statement.execute("SET log_min_error_statement = panic");
            statement.execute(
                    "ALTER ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS");
            statement.execute("ALTER ROLE %s %s PASSWORD '%s'".formatted(role, String.join(" ", options), kept));
            for (var setting : settings.entrySet()) {
                statement.execute("ALTER ROLE %s SET %s = '%s'".formatted(role, setting.getKey(), setting.getValue()));
            }
        }
    }

    private static boolean finds(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
    }

    /** Without user and password, which {@link #user()} and {@link #password()} give. */
    public String jdbcUrl() {
        return url(port, NAME);
    }

    /** The address that the server listens on. */
    public String host() {
        return HOST;
    }

    /** The port that the server listens on. */
    public int port() {
        return port;
    }

    /** The name of the database. */
    public String database() {
        return NAME;
    }

    /** A superuser, who may also replicate. */
    public String user() {
        return NAME;
    }

    /** Made at random when the directory was created. */
    public String password() {
        return password;
    }

    /** How its superuser reaches it. */
    public Settings.Database settings() {
        return new Settings.Database(HOST, port, NAME, NAME, password, Map.of());
    }

    /** Stops the server in order, and by force if it does not heed within half a minute. Closing twice is harmless. */
    @Override
    public void close() {
        watch.close();
        try {
            server.stop();
        } catch (IOException e) {
            LOG.atError().setCause(e).log("PostgreSQL did not stop");
        } finally {
            lock.close();
        }
    }
}
