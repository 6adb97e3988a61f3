package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.datawarp.app.tap.TopicReader;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.postgres.ReleaseState;
import org.jspecify.annotations.Nullable;
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
    private static final List<String> TABLES = List.of("rebuilt_beds", "other_beds", "rebuilt_beds_revisions");

    @TempDir
    private static Path folder;

    private static Path manifests;
    private static Kept before;

    /**
     * What must come back.
     *
     * @param raw the raw messages of each partition, in their order
     * @param tables the rows of each table, with where they come from
     * @param parquet the same of what is published
     */
    private record Kept(
            Map<String, List<String>> raw,
            Map<String, List<List<@Nullable Object>>> tables,
            Map<String, List<List<@Nullable Object>>> parquet) {

        static Kept of(RunningStack stack) throws SQLException, IOException {
            Map<String, List<List<@Nullable Object>>> tables = new TreeMap<>();
            Map<String, List<List<@Nullable Object>>> parquet = new TreeMap<>();
            for (String table : TABLES) {
                tables.put(table, stack.sql(query(stack, table, "data.")));
                parquet.put(table, stack.duckdb(query(stack, table, "")));
            }
            return new Kept(rawMessages(stack), tables, parquet);
        }

        /** Revisions are numbered in no particular order where one promotion makes several. */
        private static String query(RunningStack stack, String table, String schema) throws SQLException {
            String columns = String.join(
                    ", ",
                    stack
                            .sql(("SELECT quote_ident(column_name) FROM information_schema.columns"
                                            + " WHERE table_schema = 'data' AND table_name = '%s' AND NOT (column_name = ANY ('%s'))"
                                            + " ORDER BY ordinal_position")
                                    .formatted(table, table.endsWith("_revisions") ? "{_key,_revision}" : "{_key}"))
                            .stream()
                            .map(column -> String.valueOf(column.get(0)))
                            .toList());
            return "SELECT %s FROM %s%s ORDER BY ALL"
                    .formatted(columns, schema, table)
                    .replace("ORDER BY ALL", "ORDER BY " + columns);
        }
    }

    private static Map<String, List<String>> rawMessages(RunningStack stack) {
        Map<String, List<String>> raw = new TreeMap<>();
        TopicReader reader = new TopicReader(stack.endpoints().kafkaProperties());
        reader.topics().stream()
                .filter(topic -> Topics.RAW_TOPICS.matcher(topic).matches())
                .forEach(topic -> reader.readToEnd(topic, message -> {
                    raw.computeIfAbsent(topic + "-" + message.partition(), partition -> new ArrayList<>())
                            .add(new String(message.key(), StandardCharsets.UTF_8) + " "
                                    + HexFormat.of().formatHex(message.value()));
                    return true;
                }));
        return raw;
    }

    @BeforeAll
    static void publish() throws Exception {
        manifests = folder.resolve("manifests");
        DriftingPublication rebuilt = new DriftingPublication(manifests, "rebuilt", FIELDS)
                .csv("beds-april-2025.csv", HEADINGS, DriftingPublication.rows(1))
                .csv("beds-may-2025.csv", HEADINGS, DriftingPublication.rows(2));
        new DriftingPublication(manifests, "other", FIELDS)
                .csv("beds-april-2025.csv", HEADINGS, DriftingPublication.rows(7));
        try (RunningStack stack = start(folder.resolve("data"))) {
            stack.load();
            rebuilt.csv("beds-may-2025.csv", HEADINGS, DriftingPublication.rows(20))
                    .csv("beds-june-2025.csv", HEADINGS, DriftingPublication.rows(3));
            stack.load();
            before = Kept.of(stack);
            assertThat(before.tables().values()).noneMatch(List::isEmpty);
            assertThat(before.raw()).isNotEmpty();
        }
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

    private static CommandRun rebuild(Path data, String... options) {
        List<String> all = new ArrayList<>(List.of("rebuild"));
        all.addAll(List.of(options));
        all.addAll(List.of("--data-dir", data.toString(), "--manifests", manifests.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static CommandRun rebuildWell(Path data, String... options) {
        CommandRun run = rebuild(data, options);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return run;
    }

    private static void assertHolds(RunningStack stack) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Kept now = Kept.of(stack);
            assertThat(now.tables()).isEqualTo(before.tables());
            assertThat(now.parquet()).isEqualTo(before.parquet());
            assertThat(now.raw()).isEqualTo(before.raw());
        });
    }

    @Test
    @Tag("A18")
    void makesTopicsAnewFromTheArchive() throws Exception {
        Path data = without("kafka");

        CommandRun dry = rebuildWell(data, "--from", "archive", "--dry-run");
        assertThat(dry.out())
                .contains("The archive knows 5 attempts at releases; the raw topics hold 0 of them, 5 are to be")
                .contains("Nothing was changed.");
        assertThat(rebuild(data, "--from", "archive").err()).contains("add --yes");

        CommandRun run = rebuildWell(data, "--from", "archive", "--yes");
        assertThat(run.out()).contains("5 of 5: ");
        assertThat(rebuildWell(data, "--from", "archive", "--yes").out())
                .contains("hold 5 of them, 0 are to be")
                .contains("Nothing was changed.");

        try (RunningStack stack = start(data)) {
            assertThat(stack.load().values()).containsOnly(ReleaseState.PROMOTED);
            assertHolds(stack);
            CommandRun replay = CommandRun.of(
                    "replay",
                    "rebuilt",
                    "--dry-run",
                    "--data-dir",
                    data.toString(),
                    "--manifests",
                    manifests.toString());
            assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
        }
    }

    @Test
    void saysWhichReleasesTheArchiveCannotGiveBack() throws Exception {
        Path data = without("kafka");
        Path lost = archived(data, "RAL,107,");

        Files.writeString(lost, Files.readString(lost).replace("107", "108"));
        CommandRun run = rebuild(data, "--from", "archive", "--dry-run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("4 are to be published again")
                .contains("Cannot publish other 2025-04 of ")
                .contains("beds-april-2025.csv is not in the archive with the digest ")
                .contains("./datawarp load other --release 2025-04 --again");
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
