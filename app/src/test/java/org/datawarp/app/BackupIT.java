package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.datawarp.platform.embedded.EmbeddedStack;
import org.datawarp.streams.release.ReleaseState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every disk is lost, and their content is restored from a backup. */
@Tag("A19")
@Tag("slow")
class BackupIT {

    private static final String SIGHTINGS =
            "SELECT publication, release, period_kind, seen_at::text FROM datawarp.sightings ORDER BY 1, 2";
    private static final String EVENTS =
            "SELECT source, id, place, at::text, body::text FROM datawarp.events ORDER BY 1, 2";
    private static final String CHANGED =
            "SELECT at::text FROM datawarp.first_published WHERE dataset = 'rebuilt_beds' ORDER BY at DESC LIMIT 1";
    private static final String ASKED = "SELECT * FROM rebuilt_beds ORDER BY ALL";

    @TempDir
    private static Path folder;

    private static EventfulHistory history;
    private static Path backup;
    private static Map<String, List<List<@Nullable Object>>> known;
    private static String asOf;
    private static String answer;

    @BeforeAll
    static void takeABackup() throws Exception {
        history = EventfulHistory.in(folder);
        try (RunningStack stack = history.start(history.data())) {
            stack.sql("INSERT INTO datawarp.events (source, id, type, at, body)"
                    + " VALUES ('test', '1', 'org.datawarp.tested', now(), '{\"id\": \"1\"}') RETURNING place");
            known = known(stack);
            asOf = stack.sql("SELECT to_char(min(promoted_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                            + " FROM datawarp.releases WHERE publication = 'rebuilt' AND inserted = 0 AND updated > 0")
                    .get(0)
                    .get(0)
                    .toString();
            answer = history.runWell(history.data(), "query", "--format", "csv", "--as-of", earlier(), ASKED)
                    .out();
            assertThat(answer)
                    .isNotEqualTo(history.runWell(history.data(), "query", "--format", "csv", ASKED)
                            .out());
        }
        backup = folder.resolve("backup");
        assertThat(history.runWell(history.data(), "backup", backup.toString()).out())
                .contains("has everything that cannot be rebuilt: ");
    }

    /** Just before the first correction was seen. */
    private static String earlier() {
        return Instant.parse(asOf).minusMillis(1).toString();
    }

    private static Map<String, List<List<@Nullable Object>>> known(RunningStack stack) throws Exception {
        Map<String, List<List<@Nullable Object>>> known = new TreeMap<>();
        for (String query : List.of(SIGHTINGS, EVENTS, CHANGED)) {
            known.put(query, stack.sql(query));
            assertThat(known.get(query)).isNotEmpty();
        }
        return known;
    }

    private static Path copyOfBackup() throws IOException {
        Path copy = folder.resolve("copy");
        Disks.delete(copy);
        Disks.copy(backup, copy);
        return copy;
    }

    private static Path nothing() throws IOException {
        Path data = folder.resolve("restored");
        Disks.delete(data);
        return data;
    }

    @Test
    void bringsEverythingBackAlsoWhenItWasInterrupted() throws Exception {
        Path data = nothing();
        assertThat(history.runWell(data, "restore", backup.toString(), "--dry-run")
                        .out())
                .contains("Every byte is intact.", "Nothing was changed.");
        assertThat(data).doesNotExist();

        // Another process uses the directory: the restore breaks off after the archive was copied.
        try (EmbeddedStack other = EmbeddedStack.builder(data).start()) {
            CommandRun interrupted = history.run(data, "restore", backup.toString(), "--yes");
            assertThat(interrupted.exitCode()).isEqualTo(1);
            assertThat(data.resolve("archive")).isNotEmptyDirectory();
        }
        assertThatThrownBy(() -> history.start(data).close())
                .hasMessageContaining("the restore of a backup into it is not complete yet")
                .hasMessageContaining("./datawarp restore " + backup);

        assertThat(history.runWell(data, "restore", backup.toString(), "--yes").out())
                .containsPattern("(?m)^0 of [1-9][0-9]* original files copied")
                .contains("10 of 10: held 2025-05, held: 0 rows", "Everything is restored; start with: ./datawarp up");

        try (RunningStack stack = history.start(data)) {
            assertThat(stack.load()).isEqualTo(history.states());
            history.assertHolds(stack);
            assertThat(known(stack)).isEqualTo(known);
            assertThat(history.runWell(data, "query", "--format", "csv", "--as-of", earlier(), ASKED)
                            .out())
                    .isEqualTo(answer);
        }
        assertThat(history.run(data, "restore", backup.toString(), "--yes").exitCode())
                .as("not over what is there")
                .isEqualTo(2);
    }

    @Test
    void namesWhatIsLostWithADamagedFile() throws Exception {
        Path damaged = copyOfBackup();
        Path file = holding(damaged.resolve("archive"), "RAL,107,");
        Files.writeString(file, Files.readString(file).replace("107", "108"));

        CommandRun verified = CommandRun.of("backup", "--verify", damaged.toString());
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains(file.getFileName() + " differs from what was written", "held 2025-04");

        Path data = nothing();
        CommandRun restored = history.run(data, "restore", damaged.toString(), "--yes");
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.out())
                .contains("Cannot send held 2025-04 of ", "./datawarp load held --release 2025-04 --again")
                .contains("Everything is restored, except what is named above");
        try (RunningStack stack = history.start(data)) {
            assertThat(stack.sql("SELECT count(*) FROM data.rebuilt_beds")).isEqualTo(List.of(List.of((Object) 24L)));
        }
    }

    private static Path holding(Path archive, String content) throws IOException {
        try (Stream<Path> files = Files.walk(archive)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(content)) {
                    return file;
                }
            }
        }
        throw new AssertionError("No archived file has " + content);
    }

    @Test
    void isWholeThoughLoadingGoesOn() throws Exception {
        Path manifests = folder.resolve("growing");
        DriftingPublication growing = EventfulHistory.publication(manifests, "growing", 1);
        Path data = folder.resolve("loading");
        Path taken = folder.resolve("taken");
        ExecutorService other = Executors.newSingleThreadExecutor();
        long decided;
        try (RunningStack stack = RunningStack.start(data, manifests, "samples")) {
            stack.load();
            Future<Map<String, ReleaseState>> loading = other.submit(() -> {
                for (String month : List.of("may", "june", "july", "august", "september")) {
                    growing.csv(
                            "beds-%s-2025.csv".formatted(month), EventfulHistory.HEADINGS, DriftingPublication.rows(2));
                    stack.load();
                }
                return stack.load();
            });
            int backups = 0;
            do {
                CommandRun run = backup(data, manifests, taken);
                assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
                backups++;
            } while (!loading.isDone());
            assertThat(loading.get()).hasSize(6);
            assertThat(backups).isPositive();
            decided = decisions(taken);
        } finally {
            other.shutdownNow();
        }
        assertThat(decided).isPositive();
        assertThat(CommandRun.of("backup", "--verify", taken.toString()).exitCode())
                .isZero();

        CommandRun restored = CommandRun.of(
                "restore",
                taken.toString(),
                "--yes",
                "--data-dir",
                nothing().toString(),
                "--manifests",
                manifests.toString());
        assertThat(restored.exitCode())
                .as("the files of every decision are there: " + restored.out() + restored.err())
                .isZero();

        CommandRun less = backup(history.data(), history.manifests(), taken);
        assertThat(less.exitCode()).as("not over a backup that knows more").isEqualTo(1);
        assertThat(less.err()).contains("has %d decisions on releases that neither".formatted(decided));
    }

    private static CommandRun backup(Path data, Path manifests, Path to) {
        return CommandRun.of(
                "backup", to.toString(), "--data-dir", data.toString(), "--manifests", manifests.toString());
    }

    private static long decisions(Path backup) throws IOException {
        return new ObjectMapper()
                .readTree(backup.resolve("backup.json").toFile())
                .path("counts")
                .path("decisions")
                .asLong();
    }
}
