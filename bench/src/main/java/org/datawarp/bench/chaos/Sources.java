package org.datawarp.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datawarp.ask.query.PublishedData;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.table.Revisions;
import org.datawarp.sinks.catalog.CatalogFile;

/** The two places where people read: the tables, and the parts in the catalogue. Used by several threads. */
final class Sources {

    private final Path dataDirectory;

    Sources(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** Tables to read from, by dataset. Closed by the caller that opens it. */
    record Opened(Connection connection, Map<String, String> tables, long version) implements AutoCloseable {

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    Optional<Endpoints> endpoints() throws IOException {
        return Endpoints.find(dataDirectory);
    }

    /** PostgreSQL's tables; only those that exist. */
    Optional<Opened> tables() throws IOException, SQLException {
        Optional<Endpoints> endpoints = endpoints();
        if (endpoints.isEmpty()) {
            return Optional.empty();
        }
        Settings.Database database = endpoints.get().database();
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        try (Statement statement = connection.createStatement()) {
            Map<String, String> tables = new LinkedHashMap<>();
            for (String dataset : Truth.DATASETS) {
                String table = "data." + dataset;
                if (isThere(statement, table)) {
                    tables.put(dataset, table);
                }
            }
            return Optional.of(new Opened(connection, tables, 0));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static boolean isThere(Statement statement, String table) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT to_regclass('%s') IS NOT NULL".formatted(table))) {
            return found.next() && found.getBoolean(1);
        }
    }

    /** The parts in the present version of the catalogue, as DuckDB reads them; without those that list revisions. */
    Optional<Opened> parts() throws IOException, SQLException {
        Optional<Endpoints> endpoints = endpoints();
        if (endpoints.isEmpty()) {
            return Optional.empty();
        }
        Path objects = Path.of(endpoints.get().objects());
        Path file = objects.resolve(Catalog.KEY);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Catalog catalog = CatalogFile.decode(Files.readAllBytes(file));
        Map<String, String> tables = new LinkedHashMap<>();
        for (CatalogDataset dataset : catalog.datasets()) {
            if (Revisions.isRevisions(dataset.dataset())) {
                continue;
            }
            List<String> files = dataset.parts().stream()
                    .map(part -> "'" + objects.resolve(part.key()) + "'")
                    .collect(Collectors.toList());
            tables.put(dataset.dataset().value(), "read_parquet([%s])".formatted(String.join(", ", files)));
        }
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
        }
        return Optional.of(new Opened(connection, tables, catalog.version()));
    }

    /** The parts that were public at a time. */
    Opened partsAsOf(Instant at) throws IOException, SQLException {
        Path objects = Path.of(endpoints().orElseThrow().objects());
        PublishedData then = PublishedData.asOf(objects::resolve, String.join(" ", Truth.DATASETS), at);
        Map<String, String> tables = new LinkedHashMap<>();
        Truth.DATASETS.forEach(dataset -> tables.put(dataset, dataset));
        return new Opened(then.connection(), tables, 0);
    }
}
