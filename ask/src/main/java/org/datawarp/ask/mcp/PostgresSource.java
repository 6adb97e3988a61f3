package org.datawarp.ask.mcp;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.datawarp.ask.mcp.guard.SqlGuard;
import org.datawarp.platform.service.DatabaseLogin;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;

/**
 * The tables in PostgreSQL, queried as a role that may read only the schema {@code data}. It logs in as that role: a
 * question that resets its role gains nothing.
 */
final class PostgresSource implements DataSource {

    private static final String READER = DatabaseRole.READER.user();

    /** The time limit of the server's own answers; a question has less. */
    private static final Duration PATIENCE = QueryProcesses.LONGEST.plusSeconds(5);

    /** The server ends a statement by itself; the client could only abandon it. */
    private static final List<String> LIMITS = List.of(
            "SET TRANSACTION READ ONLY",
            "SET LOCAL statement_timeout = %d".formatted(QueryProcesses.LONGEST.toMillis()),
            // A cancelled statement ends with its client. Older servers do not notice that the client is gone.
            "SELECT set_config('client_connection_check_interval', '500', true)"
                    + " WHERE current_setting('server_version_num')::int >= 150000");

    private static final int SECRET_BYTES = 24;

    /** The role and its rights, which each server creates or restores. */
    private static final List<String> RIGHTS = List.of(
            "DO $$ BEGIN CREATE ROLE datawarp_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
            "ALTER ROLE datawarp_reader LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION CONNECTION LIMIT 20",
            "GRANT USAGE ON SCHEMA data TO datawarp_reader",
            "GRANT SELECT ON ALL TABLES IN SCHEMA data TO datawarp_reader",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA data GRANT SELECT ON TABLES TO datawarp_reader",
            "ALTER ROLE datawarp_reader SET default_transaction_read_only = on",
            "ALTER ROLE datawarp_reader SET search_path = data",
            "ALTER ROLE datawarp_reader SET temp_file_limit = '256MB'",
            "ALTER ROLE datawarp_reader SET work_mem = '32MB'");

    private final ParquetSource catalogues;
    private final Settings.Database database;
    private final QueryProcesses processes;
    private Optional<Settings.Database> reader = Optional.empty();

    /**
     * Opens no connection yet.
     *
     * @param catalogues describe the tables
     * @param database its user is the reading role, or may create roles
     * @param processes closed by the caller
     */
    PostgresSource(ParquetSource catalogues, Settings.Database database, QueryProcesses processes) {
        this.catalogues = catalogues;
        this.database = database;
        this.processes = processes;
    }

    /** Logs in as the reading role. With any other user, creates that role first, or restores its rights. */
    private synchronized Settings.Database reader() throws IOException {
        if (reader.isEmpty()) {
            try {
                reader = Optional.of(
                        database.user().equals(READER) ? database : database.as(READER, madeRole(database)));
            } catch (SQLException e) {
                throw new IOException(
                        "Cannot create the role %s in %s; its user must be allowed to create roles"
                                .formatted(READER, database.jdbcUrl()),
                        e);
            }
        }
        return reader.get();
    }

    /** @return its new password */
    private static String madeRole(Settings.Database database) throws SQLException {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        try (Connection owner = DatabaseLogin.open(database, PATIENCE);
                Statement statement = owner.createStatement()) {
            for (String right : RIGHTS) {
                statement.execute(right);
            }
            statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(READER, secret));
        }
        return secret;
    }

    @Override
    public String dialect() {
        return "PostgreSQL";
    }

    @Override
    public SqlGuard guard() {
        return SqlGuard.POSTGRES;
    }

    /** The tables have no versions. They show the state of now, and the current catalogue follows a moment later. */
    @Override
    public Catalog catalog(Optional<Long> version) throws IOException, ToolException {
        Catalog inForce = catalogues.catalog(Optional.empty());
        if (version.isPresent() && version.get() != inForce.version()) {
            throw new ToolException(
                    "PostgreSQL holds the newest version only. Ask without a version, or start datawarp mcp with"
                            + " --source parquet.");
        }
        return inForce;
    }

    @Override
    public String matches(String text, String pattern) {
        return "%s ~ %s".formatted(text, RowSelection.literal("^(" + pattern + ")$"));
    }

    @Override
    public String byteOrdered(String text) {
        return text + " COLLATE \"C\"";
    }

    @Override
    public Answer ask(Question question, Duration longest) throws IOException, ToolException {
        if (question.asOf().isPresent()) {
            throw new ToolException(
                    "PostgreSQL holds what is published now. Ask without as_of, or start datawarp mcp with --source"
                            + " parquet.");
        }
        Settings.Database login = reader();
        Order order = new Order(
                login.jdbcUrl(), DatabaseLogin.properties(login, PATIENCE), LIMITS, question.sql(), question.rows());
        return Answer.of(processes.run(order, longest), question);
    }
}
