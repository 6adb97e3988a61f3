package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.datawarp.operate.service.IdleServices;
import org.datawarp.operate.store.RebuildMark;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.sinks.catalog.CatalogFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk is lost, and its content is rebuilt from an earlier store. */
@Tag("slow")
class RebuildIT {

    @TempDir
    private static Path folder;

    private static EventfulHistory history;

    @BeforeAll
    static void publish() throws Exception {
        history = EventfulHistory.in(folder);
    }

    private static Path without(String... disks) throws IOException {
        Path data = history.copyTo("again");
        for (String disk : disks) {
            Disks.delete(data.resolve(disk));
        }
        return data;
    }

    @Test
    @Tag("A18")
    void makesTopicsAnewFromTheArchive() throws Exception {
        Path data = without("kafka");

        CommandRun dry = history.runWell(data, "rebuild", "--from", "archive", "--dry-run");
        assertThat(dry.out())
                .contains("The archive records 8 attempts at releases; the raw topics hold 0 of them, 8 would be")
                .contains("Nothing was changed.");
        assertThat(history.run(data, "rebuild", "--from", "archive").err()).contains("add --yes");

        CommandRun run = history.runWell(data, "rebuild", "--from", "archive", "--yes");
        assertThat(run.out()).contains("8 of 8: ");
        assertThat(history.runWell(data, "rebuild", "--from", "archive", "--yes")
                        .out())
                .contains("hold 8 of them, 0 would be")
                .contains("Nothing was changed.");

        try (RunningStack stack = history.start(data)) {
            assertThat(stack.load()).isEqualTo(history.states());
            history.assertHolds(stack);
            history.runWell(data, "replay", "rebuilt", "--dry-run");
            CommandRun beside = history.run(data, "rebuild", "--from", "archive");
            assertThat(beside.exitCode()).isEqualTo(1);
            assertThat(beside.err()).contains("stop that instance");
        }
    }

    @Test
    void makesTheDatabaseAnewFromTheRawTopics() throws Exception {
        Path data = without("postgres");
        assertThatThrownBy(() -> history.start(data).close()).hasMessageContaining("./datawarp rebuild --from raw");

        assertThat(history.runWell(data, "rebuild", "--from", "raw", "--dry-run")
                        .out())
                .contains("PostgreSQL lacks 10 decisions on releases")
                .contains("undone 2025-04, rolled back")
                .contains("Nothing was changed.");
        setMark(data);
        assertThatThrownBy(() -> history.start(data).close())
                .hasMessageContaining("is not whole yet; finish that with: ./datawarp rebuild --from raw");
        assertThat(history.runWell(data, "rebuild", "--from", "raw", "--yes").out())
                .contains("10 of 10: held 2025-05, held: 0 rows");

        try (RunningStack stack = history.start(data)) {
            assertThat(stack.load()).isEqualTo(history.states());
            history.assertHolds(stack);
        }
        assertThat(history.runWell(data, "rebuild", "--from", "raw", "--yes").out())
                .contains("Nothing was changed.");
    }

    /** As if a rebuild had been cut off. */
    private static void setMark(Path data) throws IOException {
        Settings settings = SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR, data.toString(),
                        Setting.DATAWARP_MANIFESTS, history.manifests().toString()),
                Map.of(),
                Path.of("."));
        try (IdleServices services = IdleServices.open(settings)) {
            Settings.Database database = services.endpoints().database();
            RebuildMark.set(database.settings());
        }
    }

    @Test
    void saysWhichReleasesTheArchiveCannotGiveBack() throws Exception {
        Path data = without("kafka");
        Path lost = archived(data, "RAL,107,");

        Files.writeString(lost, Files.readString(lost).replace("107", "108"));
        CommandRun run = history.run(data, "rebuild", "--from", "archive", "--dry-run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("7 would be sent again")
                .contains("Cannot send held 2025-04 of ")
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

        CommandRun run = history.runWell(data, "rebuild", "--from", "changes", "--yes");
        assertThat(run.out())
                .contains(parts.get(0).getFileName() + " is gone")
                .contains(damaged.getFileName() + " has the SHA-256");

        try (RunningStack stack = history.start(data)) {
            history.assertHolds(stack);
        }
        assertThat(history.runWell(data, "rebuild", "--from", "changes", "--dry-run")
                        .out())
                .contains("Every part is there and intact.");
    }

    /** The parts that the catalogue names; the parts that they replaced are still in the bucket for a while. */
    private static List<Path> parts(Path data) throws IOException {
        Path objects = data.resolve("objects/buckets/datawarp");
        return CatalogFile.decode(Files.readAllBytes(objects.resolve(Catalog.KEY))).datasets().stream()
                .filter(dataset -> dataset.dataset().value().matches("(rebuilt|held)_beds"))
                .flatMap(dataset -> dataset.parts().stream())
                .map(part -> objects.resolve(part.key()))
                .sorted()
                .toList();
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
