package org.datawarp.ask.query;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.Revisions;

/**
 * One version of the published data as tables of DuckDB: {@code catalog}, and each dataset by its name.
 *
 * <p>Reads the Parquet as any outsider would, without the code that wrote it. Owned and closed by one thread.
 */
public final class PublishedData implements AutoCloseable {

    private final Connection duckdb;

    private PublishedData(Connection duckdb) {
        this.duckdb = duckdb;
    }

    /**
     * Opens the version that is published now.
     *
     * @param sql the question: only the datasets that it names are fetched
     * @throws java.nio.file.NoSuchFileException when nothing is published yet
     */
    public static PublishedData open(Lake lake, String sql) throws IOException, SQLException {
        return open(lake, sql, Optional.empty());
    }

    /**
     * Opens the data as the public saw it at a time.
     *
     * @param sql the question: only the datasets that it names are fetched
     * @throws java.nio.file.NoSuchFileException when nothing is published yet
     */
    public static PublishedData asOf(Lake lake, String sql, Instant at) throws IOException, SQLException {
        return open(lake, sql, Optional.of(at));
    }

    private static PublishedData open(Lake lake, String sql, Optional<Instant> asOf) throws IOException, SQLException {
        Path catalog = lake.file(Catalog.KEY);
        PublishedData data = new PublishedData(DuckDbDialect.open());
        try {
            data.keepCatalog(catalog);
            String asked = sql.toLowerCase(Locale.ROOT);
            Map<String, PublishedTable> tables = data.tables();
            for (PublishedTable table : tables.values()) {
                if (!asked.contains(table.name())) {
                    continue;
                }
                if (asOf.isPresent()) {
                    data.viewAsOf(lake, table, tables, asOf.get());
                } else {
                    data.view(table.name(), files(lake, table));
                }
            }
            UnreadTables.addTo(data.duckdb);
            return data;
        } catch (IOException | SQLException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static List<Path> files(Lake lake, PublishedTable table) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String key : table.parts()) {
            files.add(lake.file(key));
        }
        return files;
    }

    private void viewAsOf(Lake lake, PublishedTable table, Map<String, PublishedTable> tables, Instant at)
            throws IOException, SQLException {
        String now = "_now_" + table.name();
        view(now, files(lake, table));
        Optional<PublishedTable> revisions = Optional.ofNullable(
                tables.get(Revisions.nameOf(new DatasetName(table.name())).value()));
        if (revisions.isPresent()) {
            PublishedTable before = revisions.get();
            view("_before_" + table.name(), files(lake, before));
            revisions = Optional.of(
                    new PublishedTable("_before_" + table.name(), before.parts(), before.columns(), before.keys()));
        }
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(new AsOfSql(table, now, revisions, releases(table, at), at).view());
        }
    }

    /** The releases of a dataset that had been promoted at a time. */
    private List<String> releases(PublishedTable table, Instant at) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(
                        """
                        SELECT list_transform(list_filter(releases, r -> epoch_us(r.committed_at) <= %d), r -> r.release)
                        FROM catalog WHERE dataset = '%s'""".formatted(ChronoUnit.MICROS.between(Instant.EPOCH, at), table.name()))) {
            return rows.next() ? texts(rows, 1) : List.of();
        }
    }

    private Map<String, PublishedTable> tables() throws SQLException {
        Map<String, PublishedTable> tables = new LinkedHashMap<>();
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT dataset, list_transform(parts, part -> part.key),
                            list_transform(columns, c -> c.name),
                            list_transform(list_filter(columns, c -> c.role = 'KEY'), c -> c.name)
                        FROM catalog ORDER BY dataset""")) {
            while (rows.next()) {
                String name = rows.getString(1);
                tables.put(name, new PublishedTable(name, texts(rows, 2), texts(rows, 3), texts(rows, 4)));
            }
        }
        return tables;
    }

    private static List<String> texts(ResultSet rows, int column) throws SQLException {
        List<String> texts = new ArrayList<>();
        Array array = rows.getArray(column);
        for (Object text : (Object[]) array.getArray()) {
            texts.add(text.toString());
        }
        return texts;
    }

    /**
     * Loads the catalogue once. It can be replaced at any moment, and DuckDB opens a file several times for one
     * question: it could read the end of one version and the rows of the next.
     */
    private void keepCatalog(Path catalog) throws IOException, SQLException {
        Path copy = Files.createTempFile("datawarp-catalog", ".parquet");
        try (Statement statement = duckdb.createStatement()) {
            Files.copy(catalog, copy, StandardCopyOption.REPLACE_EXISTING);
            statement.execute(
                    "CREATE TABLE catalog AS SELECT * FROM read_parquet(%s)".formatted(FileLiteral.pattern(copy)));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void view(String name, List<Path> files) throws SQLException {
        if (files.isEmpty()) {
            return;
        }
        String list = String.join(", ", files.stream().map(FileLiteral::pattern).toList());
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("CREATE VIEW \"%s\" AS SELECT * FROM read_parquet([%s], union_by_name = true)"
                    .formatted(name, list));
        }
    }

    /** Runs a question, and writes the answer. */
    public void query(String sql, ResultFormat format, PrintWriter out) throws SQLException, IOException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            new ResultWriter(out).write(rows, format);
        }
    }

    /** Whether a dataset is published. */
    public boolean has(DatasetName dataset) throws SQLException {
        return tables().containsKey(dataset.value());
    }

    /**
     * Writes revisions of a dataset that is published.
     *
     * @return whether the dataset has any; if not, nothing is written
     * @throws SQLException when a key column does not exist, or a value does not fit it
     */
    public boolean revisions(RevisionQuery wanted, ResultFormat format, PrintWriter out)
            throws SQLException, IOException {
        Map<String, PublishedTable> tables = tables();
        PublishedTable table = tables.get(wanted.dataset().value());
        if (table == null
                || !tables.containsKey(Revisions.nameOf(wanted.dataset()).value())) {
            return false;
        }
        query(wanted.sql(table.keys()), format, out);
        return true;
    }

    /** The tables themselves, for comparisons. */
    public Connection connection() {
        return duckdb;
    }

    @Override
    public void close() throws SQLException {
        duckdb.close();
    }
}
