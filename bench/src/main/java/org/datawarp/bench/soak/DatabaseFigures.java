package org.datawarp.bench.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.jspecify.annotations.Nullable;

/** Figures from DataWarp's database, over one connection that stays open. Used by one thread, which closes it. */
final class DatabaseFigures implements AutoCloseable {

    private static final String QUESTION = """
            SELECT
              (SELECT coalesce(sum(size), 0) FROM pg_ls_waldir()),
              (SELECT coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 0) FROM pg_replication_slots),
              pg_database_size(current_database()),
              count(*) FILTER (WHERE state = 'promoted'),
              count(*) FILTER (WHERE state <> 'loading'),
              coalesce(sum(rows) FILTER (WHERE state = 'promoted'), 0),
              count(*) FILTER (WHERE state = 'held'),
              coalesce(sum(rejected), 0)
            FROM datawarp.releases
            """;

    private final Path dataDirectory;
    private @Nullable Connection connection;

    DatabaseFigures(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /**
     * The figures at one moment.
     *
     * @param releases that were promoted; {@code settled} are those with a decision
     * @param rows of the promoted releases
     * @param problems held releases, and rows that did not fit
     */
    record Look(long walBytes, long retainedBytes, long bytes, long releases, long settled, long rows, long problems) {}

    /** @return empty while the database does not respond, or has no tables yet */
    Optional<Look> look() throws IOException {
        try {
            Connection now = connected();
            if (now == null) {
                return Optional.empty();
            }
            try (Statement statement = now.createStatement();
                    ResultSet row = statement.executeQuery(QUESTION)) {
                row.next();
                return Optional.of(new Look(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7) + row.getLong(8)));
            }
        } catch (SQLException e) {
            close();
            return Optional.empty();
        }
    }

    private @Nullable Connection connected() throws IOException, SQLException {
        Optional<Endpoints> endpoints = Endpoints.find(dataDirectory);
        if (connection == null && endpoints.isPresent()) {
            Settings.Database database = endpoints.get().database();
            connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        }
        return connection;
    }

    @Override
    public void close() {
        Connection now = connection;
        connection = null;
        if (now != null) {
            try {
                now.close();
            } catch (SQLException e) {
                // It is closed already, as intended.
            }
        }
    }
}
