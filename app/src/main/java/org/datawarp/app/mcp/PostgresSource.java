package org.datawarp.app.mcp;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.datawarp.app.platform.DatabaseLogin;
import org.datawarp.app.platform.DatabaseRole;
import org.datawarp.app.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;

/**
 * The tables in PostgreSQL, asked as a role that may read the schema {@code data} and nothing else. It logs in as that
 * role: a question that gave up its role would find no other behind it.
 */
final class PostgresSource implements DataSource, AutoCloseable {

    private static final String READER = DatabaseRole.READER.user();
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Longer than the server lets a question run: what it says of that is the better answer. */
    private static final Duration PATIENCE = LONGEST.plusSeconds(5);

    private static final int SECRET_BYTES = 24;

    /** What the role may do, made or mended at every start. */
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
    private final String secret;
    private final BoundedQuery query = new BoundedQuery(LONGEST);

    private PostgresSource(ParquetSource catalogues, Settings.Database database, String secret) {
        this.catalogues = catalogues;
        this.database = database;
        this.secret = secret;
    }

    /**
     * Logs in as the reading role; as anybody else, makes that role first, or mends its rights.
     *
     * @param catalogues tell what the tables mean; closed with this
     * @param database its user is the reading role, or may make roles
     */
    static PostgresSource open(ParquetSource catalogues, Settings.Database database) throws SQLException {
        return database.user().equals(READER)
                ? new PostgresSource(catalogues, database, database.password())
                : new PostgresSource(catalogues, database, madeRole(database));
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

    /** The tables have no versions: they are as of now, which the catalogue in force is a moment behind. */
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
    public Answer ask(Question question) throws SQLException, ToolException {
        if (question.asOf().isPresent()) {
            throw new ToolException(
                    "PostgreSQL holds what is published now. Ask without as_of, or start datawarp mcp with --source"
                            + " parquet.");
        }
        try (Connection reader = DatabaseLogin.open(database.as(READER, secret), PATIENCE);
                Statement limits = reader.createStatement()) {
            reader.setReadOnly(true);
            reader.setAutoCommit(false);
            limits.execute("SET LOCAL statement_timeout = %d".formatted(LONGEST.toMillis()));
            Answer answer = query.read(reader, question);
            reader.rollback();
            return answer;
        }
    }

    @Override
    public void close() {
        query.close();
        catalogues.close();
    }
}
