package org.datawarp.app.query;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datawarp.schemas.catalog.Catalog;

/**
 * One version of the published data as tables of DuckDB: {@code catalog}, and each dataset by its name.
 *
 * <p>Reads the Parquet as any stranger would, without the code that wrote it. Owned and closed by one thread.
 */
public final class PublishedData implements AutoCloseable {

    private final Connection duckdb;

    private PublishedData(Connection duckdb) {
        this.duckdb = duckdb;
    }

    /**
     * Opens the version that is published now.
     *
     * @param sql what will be asked: only the datasets that it names are fetched
     * @throws java.nio.file.NoSuchFileException when nothing is published yet
     */
    public static PublishedData open(Lake lake, String sql) throws IOException, SQLException {
        Path catalog = lake.file(Catalog.KEY);
        PublishedData data = new PublishedData(DriverManager.getConnection("jdbc:duckdb:"));
        try {
            data.view("catalog", List.of(catalog));
            String asked = sql.toLowerCase(Locale.ROOT);
            for (Map.Entry<String, List<String>> dataset : data.parts().entrySet()) {
                if (asked.contains(dataset.getKey())) {
                    List<Path> files = new ArrayList<>();
                    for (String key : dataset.getValue()) {
                        files.add(lake.file(key));
                    }
                    data.view(dataset.getKey(), files);
                }
            }
            return data;
        } catch (IOException | SQLException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private Map<String, List<String>> parts() throws SQLException {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT dataset, list_transform(parts, part -> part.key) FROM catalog ORDER BY dataset")) {
            while (rows.next()) {
                List<String> keys = new ArrayList<>();
                Array array = rows.getArray(2);
                for (Object key : (Object[]) array.getArray()) {
                    keys.add(key.toString());
                }
                parts.put(rows.getString(1), keys);
            }
        }
        return parts;
    }

    private void view(String name, List<Path> files) throws SQLException {
        if (files.isEmpty()) {
            return;
        }
        String list =
                String.join(", ", files.stream().map(PublishedData::literal).toList());
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("CREATE VIEW \"%s\" AS SELECT * FROM read_parquet([%s], union_by_name = true)"
                    .formatted(name, list));
        }
    }

    private static String literal(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    /** Asks, and writes the answer. */
    public void query(String sql, ResultFormat format, PrintWriter out) throws SQLException, IOException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            new ResultWriter(out).write(rows, format);
        }
    }

    /** For those who compare: the tables themselves. */
    public Connection connection() {
        return duckdb;
    }

    @Override
    public void close() throws SQLException {
        duckdb.close();
    }
}
