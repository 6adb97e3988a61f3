package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.datawarp.app.ExpectedReleases.ExpectedDataset;
import org.datawarp.app.ExpectedReleases.Spot;
import org.datawarp.streams.postgres.ReleaseState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publishers' own files through everything, into tables and into Parquet; skipped where the files are not. */
class RealDataIT {

    @TempDir
    private Path data;

    /** Asks one of the two places that rows end in. */
    @FunctionalInterface
    private interface Place {
        List<List<@Nullable Object>> ask(String query) throws SQLException, IOException;
    }

    @Test
    void everyReleaseIsPublishedAsItsFilesSay()
            throws IOException, SQLException, InterruptedException, TimeoutException {
        Path files = RealData.folder();
        try (RunningStack stack = RunningStack.start(data, BundledManifests.FOLDER, files.toString())) {
            Map<String, ReleaseState> states = stack.load();

            assertThat(states)
                    .allSatisfy(
                            (release, state) -> assertThat(state).as(release).isEqualTo(ReleaseState.PROMOTED));
            for (Path publication : BundledManifests.with("expected/real.json")) {
                ExpectedReleases expected = ExpectedReleases.read(publication.resolve("expected/real.json"));
                for (String release : expected.names()) {
                    assertThat(states).containsKey(publication.getFileName() + " " + release);
                    for (Map.Entry<String, ExpectedDataset> dataset :
                            expected.of(release).entrySet()) {
                        String name = dataset.getKey();
                        verify(stack::sql, "data." + name, release, dataset.getValue());
                        verify(stack::duckdb, name, release, dataset.getValue());
                    }
                }
            }
        }
    }

    private static void verify(Place place, String table, String release, ExpectedDataset expected)
            throws SQLException, IOException {
        String rows = "FROM %s WHERE _release = '%s'".formatted(table, release);
        assertThat(place.ask("SELECT count(*) " + rows))
                .as("rows of %s %s", table, release)
                .containsExactly(List.of(expected.rows()));
        for (Spot spot : expected.spots()) {
            List<List<@Nullable Object>> found =
                    place.ask("SELECT %s %s AND %s".formatted(spot.column(), rows, condition(spot)));
            assertThat(found).as("%s %s %s", table, release, spot).hasSize(1);
            assertThat(spot.isValue(found.get(0).get(0)))
                    .as("%s %s %s: found %s", table, release, spot, found)
                    .isTrue();
        }
    }

    private static String condition(Spot spot) {
        return spot.where().entrySet().stream()
                .map(cell -> cell.getValue() == null
                        ? cell.getKey() + " IS NULL"
                        : "CAST(%s AS varchar) = '%s'"
                                .formatted(cell.getKey(), cell.getValue().replace("'", "''")))
                .collect(Collectors.joining(" AND "));
    }
}
