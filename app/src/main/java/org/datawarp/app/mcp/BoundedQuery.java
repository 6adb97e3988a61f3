package org.datawarp.app.mcp;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;

/** Reads the answer to one statement within its limits. Used by one thread at a time. */
final class BoundedQuery implements AutoCloseable {

    private static final Pattern WORD = Pattern.compile("[^A-Za-z0-9_]+");

    private final Duration longest;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "query-limit");
        thread.setDaemon(true);
        return thread;
    });

    BoundedQuery(Duration longest) {
        this.longest = longest;
    }

    Answer read(Connection connection, Question question) throws SQLException, ToolException {
        try (Statement statement = connection.createStatement()) {
            Future<?> end = clock.schedule(() -> cancel(statement), longest.toMillis(), TimeUnit.MILLISECONDS);
            try (ResultSet result = statement.executeQuery(question.sql())) {
                Answer answer = read(result, question);
                if (end.cancel(false)) {
                    return answer;
                }
                throw tookTooLong();
            } catch (SQLException e) {
                // A statement that was ended in time says so in words of its own.
                if (end.cancel(false)) {
                    throw e;
                }
                throw tookTooLong();
            }
        } catch (OutOfMemoryError e) {
            throw new ToolException("The answer has values that are too large. Name fewer columns, or cut texts.");
        }
    }

    private ToolException tookTooLong() {
        return new ToolException(
                "The question took longer than %d seconds. Ask for less, or aggregate.".formatted(longest.toSeconds()));
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It has just ended by itself.
        }
    }

    private static Answer read(ResultSet result, Question question) throws SQLException {
        int most = question.rows();
        int width = result.getMetaData().getColumnCount();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            columns.add(result.getMetaData().getColumnLabel(i));
        }
        List<List<String>> rows = new ArrayList<>();
        while (rows.size() < most && result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                row.add(AgentText.cell(result.getObject(i)));
            }
            rows.add(row);
        }
        return new Answer(columns, rows, rows.size() == most && result.next(), question);
    }

    /** The datasets whose names are in a statement. */
    static List<CatalogDataset> asked(String sql, Catalog version) {
        List<String> words =
                Stream.of(WORD.split(sql.toLowerCase(Locale.ROOT), -1)).toList();
        return version.datasets().stream()
                .filter(dataset -> words.contains(dataset.dataset().value()))
                .toList();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
