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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datawarp.app.query.AsOfSql;
import org.datawarp.app.query.Lake;
import org.datawarp.app.query.PublishedTable;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.Revisions;
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

    /** Before the names of datasets, for what is published now of them, and of their revisions. */
    private static final String NOW = "_now_";

    private static final String BEFORE = "_before_";

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
    public Answer ask(Question question) throws IOException, SQLException, ToolException {
        if (question.asOf().isPresent()) {
            AskedTime.check(question.asOf().get(), question.datasets());
        }
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            open(duckdb, question);
            return query.read(duckdb, question);
        }
    }

    private void open(Connection duckdb, Question question) throws IOException, SQLException {
        List<String> allowed = new ArrayList<>();
        List<String> views = new ArrayList<>();
        for (CatalogDataset dataset : question.datasets()) {
            Optional<Instant> asOf =
                    question.asOf().filter(at -> !dataset.parts().isEmpty());
            if (asOf.isPresent()) {
                viewAsOf(dataset, question.version(), asOf.get(), allowed, views);
            } else {
                view(dataset, dataset.dataset().value(), allowed, views);
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

    /** The dataset as it was, over what is published now of it and of its revisions. */
    private void viewAsOf(CatalogDataset dataset, Catalog version, Instant at, List<String> allowed, List<String> views)
            throws IOException {
        String now = NOW + dataset.dataset();
        view(dataset, now, allowed, views);
        Optional<CatalogDataset> revisions = version.datasets().stream()
                .filter(each -> each.dataset().equals(Revisions.nameOf(dataset.dataset())))
                .findFirst();
        Optional<PublishedTable> before = Optional.empty();
        if (revisions.isPresent()) {
            String name = BEFORE + dataset.dataset();
            view(revisions.get(), name, allowed, views);
            before = Optional.of(table(revisions.get(), name));
        }
        List<String> releases = dataset.releases().stream()
                .filter(release -> !release.committedAt().isAfter(at))
                .map(release -> release.release().value())
                .toList();
        views.add(new AsOfSql(table(dataset, dataset.dataset().value()), now, before, releases, at).view());
    }

    private static PublishedTable table(CatalogDataset dataset, String name) {
        return new PublishedTable(
                name,
                dataset.parts().stream().map(Part::key).toList(),
                dataset.columns().stream().map(column -> column.name().value()).toList(),
                dataset.columns().stream()
                        .filter(column -> column.role() == ColumnRole.KEY)
                        .map(column -> column.name().value())
                        .toList());
    }

    private void view(CatalogDataset dataset, String name, List<String> allowed, List<String> views)
            throws IOException {
        List<String> files = new ArrayList<>();
        for (Part part : dataset.parts()) {
            files.add(literal(lake.file(part.key())));
        }
        allowed.addAll(files);
        if (!files.isEmpty()) {
            views.add("CREATE VIEW \"%s\" AS SELECT * FROM read_parquet([%s], union_by_name = true)"
                    .formatted(name, String.join(", ", files)));
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
