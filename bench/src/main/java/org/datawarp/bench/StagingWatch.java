package org.datawarp.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.datawarp.bench.Meter.Mark;
import org.datawarp.platform.service.Endpoints;
import org.jspecify.annotations.Nullable;

/** Polls the database for the end of staging, because nothing reports it. The caller of {@link #start} closes it. */
final class StagingWatch implements AutoCloseable {

    private static final int PAUSE_MILLIS = 50;

    /** Every partition has delivered the release's end. */
    private static final String STAGED = """
            SELECT 1 FROM datawarp.releases r WHERE closed_at IS NOT NULL
                AND (SELECT count(*) FROM datawarp.deliveries d WHERE d.run = r.run AND d.closed) >= r.partitions""";

    private final AtomicReference<@Nullable Mark> staged = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private StagingWatch() {}

    /** @param endpoints of a database that holds no release yet */
    static StagingWatch start(Endpoints endpoints, Meter meter) {
        StagingWatch watch = new StagingWatch();
        Thread thread = new Thread(() -> watch.run(endpoints, meter), "watch-staging");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void run(Endpoints endpoints, Meter meter) {
        var database = endpoints.database();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            while (staged.get() == null && !closed.get()) {
                if (isStaged(statement)) {
                    staged.set(meter.mark());
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot watch the staging of rows", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isStaged(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery(STAGED)) {
            return found.next();
        }
    }

    Mark staged() {
        Mark mark = staged.get();
        if (mark == null) {
            throw new IllegalStateException("The end of staging was not seen");
        }
        return mark;
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
