package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.table.Column;
import org.datawarp.streams.release.ReleaseState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The publishers' own files through the whole pipeline, into tables and Parquet; skipped if the files are not there.
 */
@Tag("slow")
class RealDataIT {

    @TempDir
    private static Path data;

    private static @Nullable RunningStack stack;
    private static Map<String, ReleaseState> loaded = Map.of();

    @BeforeAll
    static void loadRealData() throws IOException, InterruptedException, TimeoutException {
        Path files = RealData.folder();
        stack = RunningStack.start(data, BundledManifests.FOLDER, files.toString());
        loaded = stack.load();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        if (stack != null) {
            stack.close();
        }
    }

    private static RunningStack stack() {
        if (stack == null) {
            throw new IllegalStateException("The test is skipped where there is no stack");
        }
        return stack;
    }

    @Test
    void promotesEveryRelease() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Path publication : BundledManifests.with("expected/real.json")) {
            ExpectedReleases.read(publication.resolve("expected/real.json"))
                    .names()
                    .forEach(release -> expected.add(publication.getFileName() + " " + release));
        }

        assertThat(loaded).containsOnlyKeys(expected);
        assertThat(loaded)
                .allSatisfy((release, state) -> assertThat(state).as(release).isEqualTo(ReleaseState.PROMOTED));
    }

    @Test
    void holdsWhatTheFilesHold() throws IOException, SQLException {
        for (Path publication : BundledManifests.with("expected/real.json")) {
            ExpectedReleases expected = ExpectedReleases.read(publication.resolve("expected/real.json"));

            LoadedReleases.in("PostgreSQL", "data.", stack()::sql).verify(expected);
            LoadedReleases.in("Parquet", "", stack()::duckdb).verify(expected);
        }
    }

    /** Too many rows to hold twice in the memory of a test: the sums of every column are compared instead. */
    @Test
    void publishesWhatTheTablesHoldInEveryColumn() throws SQLException, IOException {
        for (CatalogDataset dataset : stack().catalog().datasets()) {
            String sums = dataset.columns().stream().map(RealDataIT::sums).collect(Collectors.joining(", "));
            String query = "SELECT count(*), " + sums + " FROM ";

            assertThat(stack().duckdb(query + dataset.dataset()))
                    .as("rows of %s, then each column's values and what they sum up to", dataset.dataset())
                    .isEqualTo(stack().sql(query + "data." + dataset.dataset()));
        }
    }

    private static String sums(Column column) {
        String sums = switch (column.type().base()) {
            case TEXT -> "CAST(sum(length(%1$s)) AS text)";
            case INTEGER, DECIMAL -> "CAST(sum(%1$s) AS text)";
            // A sum of these depends on the order of the rows.
            case NUMBER, DATE, TIMESTAMP -> "min(%1$s), max(%1$s)";
            case BOOLEAN -> "count(*) FILTER (WHERE %1$s)";
        };
        return ("count(%1$s), " + sums).formatted("\"" + column.name() + "\"");
    }
}
