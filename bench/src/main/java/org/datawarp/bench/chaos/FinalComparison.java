package org.datawarp.bench.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datawarp.bench.chaos.Truth.Version;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.topic.Topics;

/**
 * Compares what was published with the raw rows, the tables and the parts, row by row, after everything has settled.
 */
final class FinalComparison {

    private static final int FETCH_ROWS = 10_000;
    private static final int RUN_CHARACTERS = 16;

    private final Truth truth;
    private final int[] versions;

    /** @param versions the expected version of each release */
    FinalComparison(Truth truth, int[] versions) {
        this.truth = truth;
        this.versions = versions.clone();
    }

    /** The differences in one place. */
    record Difference(long rows, long lost, long twice, long different, long unexpected) {

        boolean isNone() {
            return lost + twice + different + unexpected == 0;
        }

        Difference plus(Difference other) {
            return new Difference(
                    rows + other.rows,
                    lost + other.lost,
                    twice + other.twice,
                    different + other.different,
                    unexpected + other.unexpected);
        }

        @Override
        public String toString() {
            return "%,d rows: %d lost, %d twice, %d different, %d unexpected"
                    .formatted(rows, lost, twice, different, unexpected);
        }
    }

    private record Key(int release, int slot) {}

    /** Compares tables or parts. */
    Difference compare(Sources.Opened source) throws SQLException {
        Difference all = new Difference(0, 0, 0, 0, 0);
        for (int dataset = 0; dataset < Truth.DATASETS.size(); dataset++) {
            all = all.plus(compare(source, dataset));
        }
        return all;
    }

    private Difference compare(Sources.Opened source, int dataset) throws SQLException {
        Map<Key, Long> expected = new HashMap<>();
        for (int release = 0; release < versions.length; release++) {
            int month = release;
            truth.rows(
                    new Version(dataset, release, versions[release]),
                    (slot, patients) -> expected.put(new Key(month, slot), patients));
        }
        Map<Key, Long> found = new HashMap<>();
        long rows = 0;
        long twice = 0;
        long different = 0;
        long unexpected = 0;
        source.connection().setAutoCommit(false);
        try (Statement statement = source.connection().createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            ResultSet row = statement.executeQuery("SELECT period_start, slot, patients FROM "
                    + source.tables().get(Truth.DATASETS.get(dataset)));
            while (row.next()) {
                rows++;
                Key key = new Key(Truth.release(row.getObject(1, LocalDate.class)), row.getInt(2));
                Long wanted = expected.get(key);
                twice += found.put(key, row.getLong(3)) == null ? 0 : 1;
                unexpected += wanted == null ? 1 : 0;
                different += wanted != null && wanted != row.getLong(3) ? 1 : 0;
            }
        }
        long lost = expected.keySet().stream()
                .filter(key -> !found.containsKey(key))
                .count();
        return new Difference(rows, lost, twice, different, unexpected);
    }

    /**
     * Compares the raw rows of each release's attempt in force.
     *
     * @return the differences, by release
     */
    Map<String, String> compareRaw(Endpoints endpoints) throws IOException, SQLException {
        Map<String, Long> rowsByRun = new HashMap<>();
        RowCodec codec = new RowCodec();
        String topic = Topics.raw(new PublicationName(ChaosSite.PUBLICATION), 1).name();
        new TopicReader(endpoints.kafkaProperties()).readToEnd(topic, message -> {
            if (codec.decodeRaw(message.value()) instanceof SheetRow) {
                String run = new String(message.key(), 0, RUN_CHARACTERS, StandardCharsets.UTF_8);
                rowsByRun.merge(run, 1L, Long::sum);
            }
            return true;
        });
        Map<String, String> runs = runsInForce(endpoints);
        Map<String, String> differences = new TreeMap<>();
        for (int release = 0; release < versions.length; release++) {
            String month = Truth.month(release).toString();
            long expected = 0;
            for (int dataset = 0; dataset < Truth.DATASETS.size(); dataset++) {
                // Including its row of headings.
                expected += 1
                        + truth.signature(new Version(dataset, release, versions[release]))
                                .rows();
            }
            long found = rowsByRun.getOrDefault(runs.getOrDefault(month, ""), 0L);
            if (found != expected) {
                differences.put(month, "%d rows instead of %d".formatted(found, expected));
            }
        }
        return differences;
    }

    private static Map<String, String> runsInForce(Endpoints endpoints) throws SQLException {
        var database = endpoints.database();
        Map<String, String> runs = new HashMap<>();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT release, run FROM datawarp.releases"
                        + " WHERE state IN ('promoted', 'unchanged') ORDER BY opened_at")) {
            while (rows.next()) {
                runs.put(rows.getString(1), rows.getString(2));
            }
        }
        return runs;
    }

    /** How many attempts are neither in force nor superseded. */
    static List<String> unfinished(Endpoints endpoints) throws SQLException {
        var database = endpoints.database();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT coalesce(array_agg(release || ' ' || state || ' ' ||"
                        + " reasons), '{}') FROM datawarp.releases WHERE state = 'held'")) {
            rows.next();
            return List.of((String[]) rows.getArray(1).getArray());
        }
    }
}
