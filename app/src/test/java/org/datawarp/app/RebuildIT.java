package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.datawarp.app.platform.IdleServices;
import org.datawarp.app.setting.Setting;
import org.datawarp.app.setting.Settings;
import org.datawarp.app.setting.SettingsReader;
import org.datawarp.streams.postgres.DatabaseSettings;
import org.datawarp.streams.postgres.RebuildMark;
import org.datawarp.streams.postgres.ReleaseState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk is lost, and what it held is made anew from what lies before it. */
class RebuildIT {

    private static final String FIELDS = """
            heading-rows: 1
            fields:
              - {name: provider_code, headings: Provider Code, role: key}
              - {name: beds, headings: Beds, role: measure, type: integer}
              - {name: occupied, headings: Occupied, role: measure, type: integer}
            """;
    private static final List<Object> HEADINGS = List.of("Provider Code", "Beds", "Occupied");

    @TempDir
    private static Path folder;

    private static Path manifests;
    private static KeptValues before;
    private static Map<String, ReleaseState> states;

    @BeforeAll
    static void publish() throws Exception {
        manifests = folder.resolve("manifests");
        DriftingPublication rebuilt =
                publication("rebuilt", 1).csv("beds-may-2025.csv", HEADINGS, DriftingPublication.rows(2));
        DriftingPublication undone = publication("undone", 4);
        DriftingPublication held = publication("held", 7);
        Path data = folder.resolve("data");
        try (RunningStack stack = start(data)) {
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
            runWell(data, "replay", "rebuilt", "--release", "2025-06", "--manifest", swapped.toString());
            runWell(data, "rollback", "undone");
            states = stack.load();
            assertThat(states)
                    .containsEntry("held 2025-05", ReleaseState.HELD)
                    .containsEntry("undone 2025-04", ReleaseState.WITHDRAWN);
            before = KeptValues.of(stack);
            assertThat(before.tables()).containsKeys("rebuilt_beds_revisions", "undone_beds_revisions");
            assertThat(before.tables().values()).noneMatch(List::isEmpty);
            assertThat(before.raw()).isNotEmpty();
        }
    }

    private static DriftingPublication publication(String name, int april) throws IOException {
        return new DriftingPublication(manifests, name, FIELDS)
                .csv("beds-april-2025.csv", HEADINGS, DriftingPublication.rows(april));
    }

    private static RunningStack start(Path data) throws Exception {
        return RunningStack.start(data, manifests, "samples");
    }

    private static Path without(String... disks) throws IOException {
        Path data = folder.resolve("again");
        Disks.delete(data);
        Disks.copy(folder.resolve("data"), data);
        for (String disk : disks) {
            Disks.delete(data.resolve(disk));
        }
        return data;
    }

    private static CommandRun run(Path data, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--data-dir", data.toString(), "--manifests", manifests.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static CommandRun runWell(Path data, String... command) {
        CommandRun run = run(data, command);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return run;
    }

    private static void assertHolds(RunningStack stack) {
        Awaitility.await().ignoreExceptions().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            KeptValues now = KeptValues.of(stack);
            assertThat(now.tables()).isEqualTo(before.tables());
            assertThat(now.parquet()).isEqualTo(before.parquet());
            assertThat(now.raw()).isEqualTo(before.raw());
        });
    }

    @Test
    @Tag("A18")
    void makesTopicsAnewFromTheArchive() throws Exception {
        Path data = without("kafka");

        CommandRun dry = runWell(data, "rebuild", "--from", "archive", "--dry-run");
        assertThat(dry.out())
                .contains("The archive knows 8 attempts at releases; the raw topics hold 0 of them, 8 are to be")
                .contains("Nothing was changed.");
        assertThat(run(data, "rebuild", "--from", "archive").err()).contains("add --yes");

        CommandRun run = runWell(data, "rebuild", "--from", "archive", "--yes");
        assertThat(run.out()).contains("8 of 8: ");
        assertThat(runWell(data, "rebuild", "--from", "archive", "--yes").out())
                .contains("hold 8 of them, 0 are to be")
                .contains("Nothing was changed.");

        try (RunningStack stack = start(data)) {
            assertThat(stack.load()).isEqualTo(states);
            assertHolds(stack);
            runWell(data, "replay", "rebuilt", "--dry-run");
            CommandRun beside = run(data, "rebuild", "--from", "archive");
            assertThat(beside.exitCode()).isEqualTo(1);
            assertThat(beside.err()).contains("stop that instance");
        }
    }

    @Test
    void makesTheDatabaseAnewFromTheRawTopics() throws Exception {
        Path data = without("postgres");
        assertThatThrownBy(() -> start(data).close()).hasMessageContaining("./datawarp rebuild --from raw");

        assertThat(runWell(data, "rebuild", "--from", "raw", "--dry-run").out())
                .contains("PostgreSQL lacks 10 decisions on releases")
                .contains("undone 2025-04, rolled back")
                .contains("Nothing was changed.");
        setMark(data);
        assertThatThrownBy(() -> start(data).close())
                .hasMessageContaining("is not whole yet; finish that with: ./datawarp rebuild --from raw");
        assertThat(runWell(data, "rebuild", "--from", "raw", "--yes").out())
                .contains("10 of 10: held 2025-05, held: 0 rows");

        try (RunningStack stack = start(data)) {
            assertThat(stack.load()).isEqualTo(states);
            assertHolds(stack);
        }
        assertThat(runWell(data, "rebuild", "--from", "raw", "--yes").out()).contains("Nothing was changed.");
    }

    /** As if a rebuild had been cut off. */
    private static void setMark(Path data) throws IOException {
        Settings settings = SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR, data.toString(),
                        Setting.DATAWARP_MANIFESTS, manifests.toString()),
                Map.of(),
                Path.of("."));
        try (IdleServices services = IdleServices.open(settings)) {
            Settings.Database database = services.endpoints().database();
            RebuildMark.set(new DatabaseSettings(database.jdbcUrl(), database.user(), database.password()));
        }
    }

    @Test
    void saysWhichReleasesTheArchiveCannotGiveBack() throws Exception {
        Path data = without("kafka");
        Path lost = archived(data, "RAL,107,");

        Files.writeString(lost, Files.readString(lost).replace("107", "108"));
        CommandRun run = run(data, "rebuild", "--from", "archive", "--dry-run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("7 are to be published again")
                .contains("Cannot publish held 2025-04 of ")
                .contains("beds-april-2025.csv is not in the archive with the digest ")
                .contains("./datawarp load held --release 2025-04 --again");
    }

    @Test
    void publishesAnewWhatTheBucketHasLost() throws Exception {
        Path data = without();
        List<Path> parts = parts(data);
        Path damaged = parts.get(parts.size() - 1);
        Files.delete(parts.get(0));
        Files.write(damaged, new byte[] {1, 2, 3});

        CommandRun run = runWell(data, "rebuild", "--from", "changes", "--yes");
        assertThat(run.out())
                .contains(parts.get(0).getFileName() + " is gone")
                .contains(damaged.getFileName() + " has the SHA-256");

        try (RunningStack stack = start(data)) {
            assertHolds(stack);
        }
        assertThat(runWell(data, "rebuild", "--from", "changes", "--dry-run").out())
                .contains("Every part is there as it was written.");
    }

    private static List<Path> parts(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("objects"))) {
            return files.filter(
                            file -> file.getFileName().toString().matches("(rebuilt|held)_beds-\\d{6}-.+\\.parquet"))
                    .sorted()
                    .toList();
        }
    }

    private static Path archived(Path data, String content) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("archive"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(content)) {
                    return file;
                }
            }
        }
        throw new AssertionError("No archived file has " + content);
    }
}
