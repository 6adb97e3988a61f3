package org.datawarp.app;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;

/** One version of the published data, as DuckDB reads it. Owned and closed by one thread. */
final class PublishedParquet implements AutoCloseable {

    private final long version;
    private final Connection connection;

    private PublishedParquet(long version, Connection connection) {
        this.version = version;
        this.connection = connection;
    }

    /** @param objects the folder of the bucket */
    static PublishedParquet open(Path objects, Catalog catalog) throws SQLException {
        PublishedParquet parquet = new PublishedParquet(catalog.version(), DriverManager.getConnection("jdbc:duckdb:"));
        parquet.execute("SET memory_limit = '512MB'");
        parquet.view("catalog", objects, List.of(Catalog.KEY));
        for (CatalogDataset dataset : catalog.datasets()) {
            parquet.view(
                    dataset.dataset().value(),
                    objects,
                    dataset.parts().stream().map(Part::key).toList());
        }
        return parquet;
    }

    private void view(String name, Path objects, List<String> keys) throws SQLException {
        if (!keys.isEmpty()) {
            List<String> files =
                    keys.stream().map(key -> "'" + objects.resolve(key) + "'").toList();
            execute("CREATE VIEW \"%s\" AS SELECT * FROM read_parquet([%s])".formatted(name, String.join(", ", files)));
        }
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    long version() {
        return version;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
