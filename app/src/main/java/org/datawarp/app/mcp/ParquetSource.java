package org.datawarp.app.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datawarp.app.query.Lake;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.sinks.catalog.CatalogFile;

/**
 * The published Parquet, asked through DuckDB. Each question gets a database of its own, in memory, which can open the
 * parts that the question names and nothing else: what one leaves behind, no other finds.
 */
final class ParquetSource implements DataSource, AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Set before the way out is closed; nothing can be set afterwards. */
    private static final List<String> LIMITS = List.of(
            "SET memory_limit = '512MB'",
            "SET threads = 2",
            "SET temp_directory = ''",
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false");

    private final Lake lake;
    private final BoundedQuery query = new BoundedQuery(LONGEST);

    ParquetSource(Lake lake) {
        this.lake = lake;
    }

    @Override
    public String dialect() {
        return "DuckDB";
    }

    @Override
    public Catalog catalog(Optional<Long> version) throws IOException, ToolException {
        Catalog inForce = read(Catalog.KEY)
                .orElseThrow(() -> new ToolException("Nothing is published yet. Start with: ./datawarp up"));
        if (version.isEmpty() || version.get() == inForce.version()) {
            return inForce;
        }
        return read(Catalog.versionKey(version.get()))
                .orElseThrow(() -> new ToolException(
                        "Catalogue version %d can no longer be read. Ask without a version.".formatted(version.get())));
    }

    private Optional<Catalog> read(String key) throws IOException {
        try {
            return Optional.of(CatalogFile.decode(Files.readAllBytes(lake.file(key))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Answer ask(String sql, Catalog version, int rows) throws IOException, SQLException, ToolException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            open(duckdb, BoundedQuery.asked(sql, version));
            return query.read(duckdb, sql, version, rows);
        }
    }

    private void open(Connection duckdb, List<CatalogDataset> datasets) throws IOException, SQLException {
        List<String> allowed = new ArrayList<>();
        List<String> views = new ArrayList<>();
        for (CatalogDataset dataset : datasets) {
            List<String> files = new ArrayList<>();
            for (Part part : dataset.parts()) {
                files.add(literal(lake.file(part.key())));
            }
            allowed.addAll(files);
            if (!files.isEmpty()) {
                views.add("CREATE VIEW \"%s\" AS SELECT * FROM read_parquet([%s], union_by_name = true)"
                        .formatted(dataset.dataset(), String.join(", ", files)));
            }
        }
        try (Statement statement = duckdb.createStatement()) {
            for (String limit : LIMITS) {
                statement.execute(limit);
            }
            statement.execute(allowed.stream().collect(Collectors.joining(", ", "SET allowed_paths = [", "]")));
            statement.execute("SET enable_external_access = false");
            for (String view : views) {
                statement.execute(view);
            }
            statement.execute("SET lock_configuration = true");
        }
    }

    private static String literal(Path file) {
        return "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
    }

    @Override
    public void close() {
        query.close();
    }
}
