package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.datawarp.streams.release.ReleaseState;

/**
 * A data directory of three publications with a long history: releases were corrected, replayed with another manifest,
 * rolled back and held.
 *
 * @param folder of {@code data}, the data directory, on which nothing runs
 * @param before every value in it
 * @param states how each release ended
 */
record EventfulHistory(Path folder, Path manifests, KeptValues before, Map<String, ReleaseState> states) {

    static final String FIELDS = """
            heading-rows: 1
            fields:
              - {name: provider_code, headings: Provider Code, role: key}
              - {name: beds, headings: Beds, role: measure, type: integer}
              - {name: occupied, headings: Occupied, role: measure, type: integer}
            """;
    static final List<Object> HEADINGS = List.of("Provider Code", "Beds", "Occupied");

    /** Creates the history. */
    static EventfulHistory in(Path folder) throws Exception {
        Path manifests = folder.resolve("manifests");
        DriftingPublication rebuilt =
                publication(manifests, "rebuilt", 1).csv("beds-may-2025.csv", HEADINGS, DriftingPublication.rows(2));
        DriftingPublication undone = publication(manifests, "undone", 4);
        DriftingPublication held = publication(manifests, "held", 7);
        Path data = folder.resolve("data");
        try (RunningStack stack = RunningStack.start(data, manifests, "samples")) {
            stack.load();
            rebuilt.csv("beds-may-2025.csv", HEADINGS, DriftingPublication.rows(20))
                    .csv("beds-june-2025.csv", HEADINGS, DriftingPublication.rows(3));
            undone.csv(
                    "beds-april-2025.csv",
                    HEADINGS,
                    DriftingPublication.rows(50).subList(0, 7));
            held.csv("beds-may-2025.csv", List.of("Who", "Open", "Taken"), DriftingPublication.rows(8));
            stack.load();
            Path swapped = folder.resolve(rebuilt.dataset() + ".yaml");
            Files.writeString(
                    swapped,
                    Files.readString(rebuilt.manifest(manifests))
                            .replace("headings: Beds", "headings: X")
                            .replace("headings: Occupied", "headings: Beds")
                            .replace("headings: X", "headings: Occupied"));
            runWell(
                    data,
                    manifests,
                    List.of("replay", "rebuilt", "--release", "2025-06", "--manifest", swapped.toString()));
            runWell(data, manifests, List.of("rollback", "undone"));
            Map<String, ReleaseState> states = stack.load();
            assertThat(states)
                    .containsEntry("held 2025-05", ReleaseState.HELD)
                    .containsEntry("undone 2025-04", ReleaseState.WITHDRAWN);
            KeptValues before = KeptValues.of(stack);
            assertThat(before.tables()).containsKeys("rebuilt_beds_revisions", "undone_beds_revisions");
            assertThat(before.tables().values()).noneMatch(List::isEmpty);
            assertThat(before.raw()).isNotEmpty();
            return new EventfulHistory(folder, manifests, before, states);
        }
    }

    static DriftingPublication publication(Path manifests, String name, int april) throws IOException {
        return new DriftingPublication(manifests, name, FIELDS)
                .csv("beds-april-2025.csv", HEADINGS, DriftingPublication.rows(april));
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Another copy of the data directory, which replaces any earlier copy of this name. */
    Path copyTo(String name) throws IOException {
        Path copy = folder.resolve(name);
        Disks.delete(copy);
        Disks.copy(data(), copy);
        return copy;
    }

    RunningStack start(Path data) throws Exception {
        return RunningStack.start(data, manifests, "samples");
    }

    CommandRun run(Path data, String... command) {
        return run(data, manifests, List.of(command));
    }

    private static CommandRun run(Path data, Path manifests, List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--data-dir", data.toString(), "--manifests", manifests.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    CommandRun runWell(Path data, String... command) {
        return runWell(data, manifests, List.of(command));
    }

    private static CommandRun runWell(Path data, Path manifests, List<String> command) {
        CommandRun run = run(data, manifests, command);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return run;
    }

    /** Waits until every value is the same as before. */
    void assertHolds(RunningStack stack) {
        Awaitility.await().ignoreExceptions().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            KeptValues now = KeptValues.of(stack);
            assertThat(now.tables()).isEqualTo(before.tables());
            assertThat(now.parquet()).isEqualTo(before.parquet());
            assertThat(now.raw()).isEqualTo(before.raw());
        });
    }
}
