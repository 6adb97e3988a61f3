package org.datawarp.ask.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datawarp.ask.mcp.guard.SqlGuard;
import org.datawarp.ask.query.AsOfSql;
import org.datawarp.ask.query.DuckDbDialect;
import org.datawarp.ask.query.FileLiteral;
import org.datawarp.ask.query.Lake;
import org.datawarp.ask.query.PublishedTable;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.Revisions;
import org.datawarp.sinks.catalog.CatalogFile;

/**
 * The published Parquet, queried through DuckDB. Each question gets its own in-memory database, which can open only the
 * parts that the question names. No question finds what another left behind.
 */
final class ParquetSource implements DataSource {

    private static final String DATABASE = "jdbc:duckdb:";

    /** Streams the rows as they are read. */
    private static final Map<String, String> PROPERTIES = Map.of("jdbc_stream_results", "true");

    /** Set before outside access is turned off; nothing can be set afterwards. */
    private static final List<String> LIMITS = List.of(
            "SET memory_limit = '512MB'",
            "SET threads = 2",
            "SET temp_directory = ''",
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false");

    /** The table that lists the published datasets. */
    private static final String CATALOG = "catalog";

    /** Prefixes of dataset names, for the data that is published now and for its revisions. */
    private static final String NOW = "_now_";

    private static final String BEFORE = "_before_";

    private final Lake lake;
    private final QueryProcesses processes;

    /** @param processes closed by the caller */
    ParquetSource(Lake lake, QueryProcesses processes) {
        this.lake = lake;
        this.processes = processes;
    }

    @Override
    public String dialect() {
        return "DuckDB";
    }

    @Override
    public SqlGuard guard() {
        return SqlGuard.DUCKDB;
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
    public String matches(String text, String pattern) {
        return "regexp_full_match(%s, %s)".formatted(text, RowSelection.literal(pattern));
    }

    @Override
    public String byteOrdered(String text) {
        return text;
    }

    @Override
    public Answer ask(Question question, Duration longest) throws IOException, ToolException {
        if (question.asOf().isPresent()) {
            AskedTime.check(question.asOf().get(), question.datasets());
        }
        Order order = new Order(DATABASE, PROPERTIES, setup(question), question.sql(), question.rows());
        return Answer.of(processes.run(order, longest), question);
    }

    /** The statements that open the parts of a question, and lock everything else. */
    private List<String> setup(Question question) throws IOException {
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
        if (question.names(CATALOG)) {
            view(CATALOG, List.of(catalogFile(question.version())), allowed, views);
        }
        List<String> setup = new ArrayList<>(DuckDbDialect.SETTINGS);
        setup.addAll(LIMITS);
        setup.add(allowed.stream().collect(Collectors.joining(", ", "SET allowed_paths = [", "]")));
        setup.add("SET enable_external_access = false");
        setup.addAll(views);
        setup.add("SET lock_configuration = true");
        return setup;
    }

    /** The dataset as it was, derived from what is published now of it and of its revisions. */
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
        List<Path> files = new ArrayList<>();
        for (Part part : dataset.parts()) {
            files.add(lake.file(part.key()));
        }
        view(name, files, allowed, views);
    }

    private static void view(String name, List<Path> files, List<String> allowed, List<String> views) {
        List<String> patterns = files.stream().map(FileLiteral::pattern).toList();
        files.stream().map(FileLiteral::of).forEach(allowed::add);
        allowed.addAll(patterns);
        if (!files.isEmpty()) {
            views.add("CREATE VIEW \"%s\" AS SELECT * FROM read_parquet([%s], union_by_name = true)"
                    .formatted(name, String.join(", ", patterns)));
        }
    }

    /** The file of the current catalogue, or of an earlier version. */
    private Path catalogFile(Catalog version) throws IOException {
        boolean isInForce = read(Catalog.KEY)
                .filter(inForce -> inForce.version() == version.version())
                .isPresent();
        return lake.file(isInForce ? Catalog.KEY : Catalog.versionKey(version.version()));
    }
}
