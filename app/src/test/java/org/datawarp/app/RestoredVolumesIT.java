package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One of the disks is restored from an older copy, or is lost, and the others are unchanged. */
@Tag("A3")
@Tag("slow")
class RestoredVolumesIT {

    private static final String BEDS = """
            heading-rows: 1
            fields:
              - {name: provider_code, headings: Provider Code, role: key}
              - {name: beds, headings: Beds, role: measure, type: integer}
              - {name: occupied, headings: Occupied, role: measure, type: integer}
            """;
    private static final List<Object> HEADINGS = List.of("Provider Code", "Beds", "Occupied");
    private static final String ROWS =
            "SELECT period_start, provider_code, beds, occupied FROM %srestored_beds ORDER BY 1, 2";

    @TempDir
    private static Path folder;

    private static Path manifests;
    private static List<List<@Nullable Object>> expected;

    @BeforeAll
    static void copyTheDisksBeforeAndAfter() throws Exception {
        manifests = folder.resolve("manifests");
        DriftingPublication publication = new DriftingPublication(manifests, "restored", BEDS)
                .csv("beds-april-2025.csv", HEADINGS, DriftingPublication.rows(1))
                .csv("beds-may-2025.csv", HEADINGS, DriftingPublication.rows(2));
        Path data = folder.resolve("data");
        try (RunningStack stack = start(data)) {
            stack.load();
        }
        Disks.copy(data, folder.resolve("before"));
        publication
                .csv("beds-may-2025.csv", HEADINGS, DriftingPublication.rows(20))
                .csv("beds-june-2025.csv", HEADINGS, DriftingPublication.rows(3));
        try (RunningStack stack = start(data)) {
            stack.load();
            expected = stack.sql(ROWS.formatted("data."));
            assertThat(expected).hasSize(24);
        }
    }

    private static RunningStack start(Path data) throws Exception {
        return RunningStack.start(data, manifests, "samples");
    }

    /** The disks at the end of the history, except one. */
    private static Path withOlder(String disk) throws IOException {
        Path data = without(disk);
        Disks.copy(folder.resolve("before").resolve(disk), data.resolve(disk));
        return data;
    }

    private static Path without(String disk) throws IOException {
        Path data = folder.resolve("again");
        Disks.delete(data);
        Disks.copy(folder.resolve("data"), data);
        Disks.delete(data.resolve(disk));
        return data;
    }

    private static void assertGoesOn(Path data) throws Exception {
        try (RunningStack stack = start(data)) {
            stack.load();

            Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertHolds(stack));
        }
    }

    private static void assertHolds(RunningStack stack) throws SQLException, IOException {
        assertThat(stack.sql(ROWS.formatted("data."))).isEqualTo(expected);
        assertThat(stack.duckdb(ROWS.formatted(""))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "objects"})
    void goesOnWhereOneDiskIsOlder(String disk) throws Exception {
        assertGoesOn(withOlder(disk));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "objects"})
    void goesOnWhereOneDiskIsLost(String disk) throws Exception {
        assertGoesOn(without(disk));
    }

    @Test
    void refusesADatabaseThatIsOlderUntilItIsTold() throws Exception {
        assertFollows(withOlder("postgres"), "rebuild", "--from", "raw", "--yes");
    }

    @Test
    void refusesADatabaseThatIsLostUntilItIsTold() throws Exception {
        assertFollows(without("postgres"), "recapture");
    }

    private static void assertFollows(Path data, String... command) throws Exception {
        assertThatThrownBy(() -> start(data).close())
                .hasMessageContaining("./datawarp recapture")
                .hasMessageContaining("./datawarp rebuild --from raw");

        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--data-dir", data.toString(), "--manifests", manifests.toString()));
        CommandRun told = CommandRun.of(all.toArray(String[]::new));

        assertThat(told.exitCode()).as(told.out() + told.err()).isZero();
        assertGoesOn(data);
    }
}
