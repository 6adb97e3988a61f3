package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.table.Revisions;
import org.datawarp.sinks.catalog.CatalogFile;
import org.jspecify.annotations.Nullable;

/**
 * The bucket that the Worker's tests read: what the pipeline published from the bundled samples and a correction,
 * checked in unchanged. Times, addresses and the sink's positions differ from run to run; everything else must equal
 * the result of a run now.
 */
final class WorkerFixture {

    static final Path FOLDER = Path.of("../worker/test/fixtures/bucket");

    /** Set to rebuild the fixture. */
    private static final String RENEW = "datawarp.renew-fixture";

    private static final String COMMAND =
            "mvn -Dquick -pl app -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dit.test=LoadingAgainIT -Dfailsafe.failIfNoSpecifiedTests=false -Ddatawarp.renew-fixture";

    private static final ObjectMapper JSON = new ObjectMapper();

    private WorkerFixture() {}

    /** @param objects the folder of the bucket that a run has just filled, the correction last */
    static void checkOrRenew(Path objects) throws IOException, SQLException {
        if (System.getProperty(RENEW) != null) {
            renew(objects);
        }
        String advice = "the Worker's fixture is not what the pipeline publishes now; rebuild it with: " + COMMAND;
        assertThat(FOLDER.resolve(Catalog.KEY)).as(advice).exists();
        assertThat(essence(FOLDER)).as(advice).isEqualTo(essence(objects));
        checkRows(objects, advice);
    }

    private static void renew(Path objects) throws IOException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> old = Files.walk(FOLDER)) {
                for (Path file : old.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        try (Stream<Path> all = Files.walk(objects.resolve("datasets"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = FOLDER.resolve(objects.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static Catalog catalog(Path objects) throws IOException {
        return CatalogFile.decode(Files.readAllBytes(objects.resolve(Catalog.KEY)));
    }

    /** The facts of a version that every run must give, one line each. */
    private static List<String> essence(Path objects) throws IOException, SQLException {
        Catalog catalog = catalog(objects);
        List<String> lines = new ArrayList<>();
        try (PublishedParquet parquet = PublishedParquet.open(objects, catalog)) {
            SqlRows.of(parquet.connection(), "SELECT column_name, column_type FROM (DESCRIBE catalog)")
                    .forEach(column -> lines.add("catalog column " + column));
        }
        catalog.datasets().forEach(dataset -> lines.addAll(essence(dataset)));
        long version = catalog.version();
        JsonNode log =
                JSON.readTree(objects.resolve(VersionChanges.key(version)).toFile());
        JsonNode newest = log.path("changes").path(0);
        lines.add("correction " + shape(newest));
        newest.path("datasets")
                .forEach(dataset -> lines.add("correction of %s: %s inserted, %s updated, %s deleted"
                        .formatted(
                                dataset.path("dataset").asText(),
                                dataset.path("inserted"),
                                dataset.path("updated"),
                                dataset.path("deleted"))));
        lines.add("copy of the version before: " + Files.exists(objects.resolve(Catalog.versionKey(version - 1))));
        return lines;
    }

    private static List<String> essence(CatalogDataset dataset) {
        List<String> lines = new ArrayList<>();
        String name = dataset.dataset() + ": ";
        lines.add(name + List.of(dataset.title(), dataset.description(), dataset.publication(), dataset.frequency()));
        lines.add(name + dataset.rows() + " rows");
        dataset.columns().forEach(column -> lines.add(name + column));
        dataset.marks().forEach(mark -> lines.add(name + mark));
        for (CatalogRelease release : dataset.releases()) {
            lines.add(name + release.release() + " " + release.vintage() + files(release.files())
                    + files(release.earlierFiles()));
        }
        return lines;
    }

    private static Set<String> files(List<PublishedFile> files) {
        TreeSet<String> names = new TreeSet<>();
        files.forEach(file -> names.add(file.name() + " " + file.digest()));
        return names;
    }

    /** The names in a JSON value, for any values. */
    private static String shape(JsonNode node) {
        if (node.isArray()) {
            return "[" + (node.isEmpty() ? "" : shape(node.get(0))) + "]";
        }
        TreeSet<String> fields = new TreeSet<>();
        node.properties().forEach(field -> fields.add(field.getKey() + shape(field.getValue())));
        return fields.toString();
    }

    /** Which run revised a row, and when, differs. */
    private static String columns(DatasetName dataset) {
        return Revisions.isRevisions(dataset)
                ? "* EXCLUDE (%s, %s, %s)".formatted(Revisions.NUMBER, Revisions.AT, Revisions.RUN)
                : "*";
    }

    private static void checkRows(Path objects, String advice) throws IOException, SQLException {
        Catalog committed = catalog(FOLDER);
        try (PublishedParquet parquet = PublishedParquet.open(FOLDER, committed);
                PublishedParquet now = PublishedParquet.open(objects, catalog(objects))) {
            for (CatalogDataset dataset : committed.datasets()) {
                String query =
                        "SELECT %s FROM %s ORDER BY ALL".formatted(columns(dataset.dataset()), dataset.dataset());
                List<List<@Nullable Object>> rows = SqlRows.of(now.connection(), query);
                assertThat(SqlRows.of(parquet.connection(), query))
                        .as("rows of %s: %s", dataset.dataset(), advice)
                        .isEqualTo(rows);
            }
        }
    }
}
