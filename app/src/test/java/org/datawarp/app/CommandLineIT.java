package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.status.StatusReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands over one data directory, as a person uses them: {@code up} three times, while another runs, and after all
 * of it.
 */
class CommandLineIT {

    private static final Path MAY = Path.of("ae-monthly", "sample", "Monthly-AE-May-25-CSV.csv");

    @TempDir
    private static Path folder;

    private static Path manifests;
    private static CommandRun first;
    private static List<String> objectsAfterFirst;
    private static CommandRun statusAfterFirst;
    private static String publicStatusAfterThird;
    private static CommandRun second;
    private static CommandRun third;
    private static RunningStack stack;

    @BeforeAll
    static void upThreeTimesThenStay() throws IOException, InterruptedException, TimeoutException {
        manifests = BundledManifests.copy(folder.resolve("manifests"), "ae-monthly", "mhsds-four-week-waits");
        Path bucket = folder.resolve("data/objects/buckets/datawarp");
        first = run("up", "--once");
        objectsAfterFirst = objects(bucket);
        statusAfterFirst = run("status");
        second = run("up", "--once");
        BundledManifests.alter(manifests.resolve(MAY), ",98,68,7222", ",98,68,7223");
        third = run("up", "--once");
        publicStatusAfterThird = Files.readString(bucket.resolve(StatusReport.KEY));
        BundledManifests.alter(manifests.resolve(MAY), ",98,68,7223", ",98,68,7222");
        stack = RunningStack.start(folder.resolve("data"), manifests, "samples");
    }

    private static List<String> objects(Path bucket) throws IOException {
        try (Stream<Path> all = Files.walk(bucket)) {
            return all.map(path -> bucket.relativize(path).toString()).toList();
        }
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        stack.close();
    }

    private static CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data-dir=" + folder.resolve("data"));
        all.add("--manifests=" + manifests);
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void upLoadsWhatItFindsAndSaysWhereItIs() {
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.lines())
                .anyMatch(line -> line.matches("ae-monthly +2025-03 +promoted +1 +11 +0 .*"))
                .anyMatch(line -> line.matches("mhsds-four-week-waits +2024-05 +promoted +1 +48 +0 .*"));
        assertThat(first.out()).contains("PostgreSQL", "Kafka", "object store", "./datawarp query");
    }

    @Test
    void upEndsWithAllThatFollowsTheCatalogue() {
        assertThat(objectsAfterFirst)
                .contains(
                        "datasets/catalog.parquet",
                        "datasets/ae_provider.json",
                        "datasets/ae_provider.parquet",
                        "datasets/mhsds_four_week_waits.json");
    }

    @Test
    void upAgainGoesOnWhereItStoppedAndSaysThatNothingHasChanged() {
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out()).contains("unchanged  ae-monthly 2025-03").doesNotContain("read       ae-monthly");
    }

    @Test
    void upFailsWhenSomethingIsHeldAndSaysWhy() {
        assertThat(third.exitCode()).isEqualTo(1);
        assertThat(third.out())
                .contains("Needs attention:")
                .contains("held ae-monthly 2025-05: total-differs")
                .contains("unchanged  ae-monthly 2025-04");
    }

    @Test
    void upPublishesHowThingsStandAndNothingOfThisMachine() throws IOException {
        JsonNode status = new ObjectMapper().readTree(publicStatusAfterThird);
        assertThat(status.path("publications")).hasSize(2);
        JsonNode attendances = status.at("/publications/0");
        assertThat(attendances.path("publication").asText()).isEqualTo("ae-monthly");
        assertThat(attendances.at("/stages").properties())
                .extracting(Map.Entry::getKey)
                .contains("fetched", "promoted", "published");
        assertThat(attendances.at("/held/0/release").asText()).isEqualTo("2025-05");
        assertThat(attendances.at("/held/0/reasons/0/words").asText())
                .isEqualTo("a published total is not the sum of its rows");
        assertThat(publicStatusAfterThird).doesNotContain(folder.toString(), "localhost", "127.0.0.1/", "password");
    }

    @Test
    void statusShowsWhatIsPublishedAlsoWhenNothingRuns() {
        assertThat(statusAfterFirst.exitCode()).isEqualTo(1);
        assertThat(statusAfterFirst.err()).contains("Cannot reach a running DataWarp");
        assertThat(statusAfterFirst.out()).contains("ae_provider", "mhsds_four_week_waits");
    }

    @Test
    void refusesADataDirectoryThatIsInUse() {
        CommandRun up = run("up", "--once");
        CommandRun reset = run("reset", "--yes");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err()).contains(folder.resolve("data").toString()).doesNotContain("please report");
        assertThat(reset.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("data/postgres")).exists();
    }

    @Test
    void loadsThroughTheOneThatRuns() {
        CommandRun load = run("load", "ae-monthly", "--release=2025-05");

        assertThat(load.exitCode()).as(load.err() + load.out()).isZero();
        assertThat(load.lines()).anyMatch(line -> line.matches("ae-monthly +2025-05 +(promoted|unchanged) .*"));
    }

    @Test
    void saysThatThereIsNoSuchRelease() {
        CommandRun load = run("load", "ae-monthly", "--release=1999-01");

        assertThat(load.exitCode()).isEqualTo(1);
        assertThat(load.err()).contains("1999-01", "--dry-run");
    }

    @Test
    void answersAsATable() {
        CommandRun query = run("query", "SELECT org_code, org_name FROM ae_provider WHERE _row = 2 ORDER BY 1");

        assertThat(query.exitCode()).as(query.err()).isZero();
        assertThat(query.lines())
                .hasSize(6)
                .anyMatch(line -> line.matches("org_code +org_name"))
                .anyMatch(line -> line.startsWith("X06 "))
                .endsWith("(3 rows)");
    }

    @Test
    void answersAsCsv() {
        CommandRun query = run(
                "query",
                "--format=csv",
                "SELECT org_code, period_start, 'a,\"b\"' AS quoted, NULL AS nothing"
                        + " FROM ae_provider WHERE _row = 2 ORDER BY period_start");

        assertThat(query.exitCode()).as(query.err()).isZero();
        assertThat(query.lines())
                .containsExactly(
                        "org_code,period_start,quoted,nothing",
                        "X11,2025-03-01,\"a,\"\"b\"\"\",",
                        "X06,2025-04-01,\"a,\"\"b\"\"\",",
                        "X07,2025-05-01,\"a,\"\"b\"\"\",");
    }

    @Test
    void answersAsJson() throws IOException {
        CommandRun query = run(
                "query",
                "--format=json",
                "SELECT org_code, attendances_type_1, period_start, NULL AS nothing"
                        + " FROM ae_provider WHERE _row = 2 ORDER BY period_start");

        assertThat(query.exitCode()).as(query.err()).isZero();
        JsonNode rows = new ObjectMapper().readTree(query.out());
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).path("org_code").asText()).isEqualTo("X11");
        assertThat(rows.get(0).path("attendances_type_1").isIntegralNumber()).isTrue();
        assertThat(rows.get(0).path("attendances_type_1").asLong()).isEqualTo(8802);
        assertThat(rows.get(0).path("period_start").asText()).isEqualTo("2025-03-01");
        assertThat(rows.get(0).get("nothing").isNull()).isTrue();
    }

    @Test
    void asksTheCatalogue() {
        CommandRun query = run("query", "--format=csv", "SELECT dataset, len(parts) > 0 FROM catalog ORDER BY 1");

        assertThat(query.lines()).contains("ae_provider,true", "mhsds_four_week_waits,true");
    }

    @Test
    void saysThatThereIsNoSuchDatasetToReviseOrGoBackIn() {
        for (String command : List.of("revisions", "rollback", "replay", "rejections")) {
            CommandRun run = run(command, "ae_nothing");

            assertThat(run.exitCode()).as(command).isEqualTo(2);
            assertThat(run.err()).contains("ae_nothing").containsAnyOf("ae-monthly", "./datawarp query");
        }
    }

    @Test
    void namesTheTableThatThereIsNot() {
        CommandRun query = run("query", "SELECT * FROM ae_providers");

        assertThat(query.exitCode()).isEqualTo(2);
        assertThat(query.err()).contains("ae_providers", "./datawarp query").doesNotContain("\tat ");
    }

    @Test
    void tellsWhatIsWrongWithAQuery() {
        CommandRun query = run("query", "SELEC 1");

        assertThat(query.exitCode()).isEqualTo(2);
        assertThat(query.err()).contains("SELEC").doesNotContain("\tat ");
    }

    @Test
    void tapsTheChangesOfADataset() throws IOException {
        CommandRun tap = run("tap", "ae_provider", "--limit=2");

        assertThat(tap.exitCode()).as(tap.err()).isZero();
        assertThat(tap.lines()).hasSize(2);
        JsonNode change = tap.json().get(0).path("value");
        assertThat(change.path("operation").asText()).isEqualTo("insert");
        assertThat(change.path("before").isNull()).isTrue();
        assertThat(change.path("after").path("period_start").asText()).isEqualTo("2025-03-01");
    }

    @Test
    void tapsEveryKindOfTopic() throws IOException {
        for (String topic : List.of(
                "datawarp.raw.ae-monthly",
                "datawarp.rows.ae-monthly",
                "datawarp.manifests",
                "datawarp.transactions",
                "datawarp.schemas",
                "datawarp.events")) {
            CommandRun tap = run("tap", topic, "--limit=3");

            assertThat(tap.exitCode()).as("%s: %s", topic, tap.err()).isZero();
            assertThat(tap.lines()).as(topic).isNotEmpty();
            assertThat(tap.json())
                    .as(topic)
                    .allMatch(message -> message.path("value").isObject());
        }
    }

    @Test
    void tapsTheLatestReleaseOnly() {
        CommandRun all = run("tap", "datawarp.raw.ae-monthly");
        CommandRun latest = run("tap", "datawarp.raw.ae-monthly", "--latest");

        assertThat(latest.exitCode()).as(latest.err()).isZero();
        assertThat(latest.lines()).hasSizeLessThan(all.lines().size());
        assertThat(all.lines()).containsAll(latest.lines());
        assertThat(latest.out()).contains("ReleaseOpened", "ReleaseClosed");
    }

    @Test
    void printsCommandsForOthersWithoutAnySecret() {
        CommandRun commands = run("tap", "ae_provider", "--commands");

        assertThat(commands.exitCode()).as(commands.err()).isZero();
        assertThat(commands.out())
                .startsWith("# datawarp.changes.ae_provider, from release 20")
                .contains("## kcat", "## Python", "## Java", "## DuckDB")
                .contains(stack.endpoints().bootstrapServers())
                .doesNotContain(stack.endpoints().database().password());
    }

    /** The last events of the earlier runs are copied to the database once the stack runs. */
    private static CommandRun events(String awaited, String... arguments) {
        List<String> all = new ArrayList<>(List.of("events", "ae-monthly"));
        all.addAll(List.of(arguments));
        return Awaitility.await("an event")
                .atMost(Duration.ofMinutes(1))
                .until(() -> run(all.toArray(String[]::new)), run -> run.out().contains(awaited));
    }

    @Test
    void tellsTheStoryOfAReleaseFromItsPageToTheCatalogue() {
        CommandRun story = events("published in catalogue version", "--release=2025-03");

        assertThat(story.exitCode()).as(story.err()).isZero();
        assertThat(story.lines())
                .anyMatch(line -> line.startsWith("ae-monthly 2025-03, run "))
                .anyMatch(line -> line.endsWith("found on its page: 1 file"))
                .anyMatch(line -> line.endsWith("ae_provider: 11 rows, 11 new, 0 changed, 0 gone"))
                .anyMatch(line -> line.matches(
                        "  .* in all: fetch .*, read .*, apply .*, promote .*, capture .*, publish .*\\."));
        assertThat(story.lines().stream().filter(line -> line.contains("found on its page")))
                .as("it is found once, and seen again by the runs after")
                .hasSize(1);
    }

    @Test
    void tellsOneAttempt() {
        String run = stack.releases()
                .find(new PublicationName("ae-monthly"), new ReleaseName("2025-04"))
                .get(0)
                .run();

        CommandRun attempt = events("published in catalogue version", "--run=" + run);

        assertThat(attempt.lines().stream().filter(line -> line.contains(", run ")))
                .singleElement()
                .asString()
                .startsWith("ae-monthly 2025-04, run " + run);
        assertThat(attempt.out()).contains("fetched April-2025-CSV-w3Kd9.csv");
    }

    @Test
    void tellsWhatToLookAtAndWhatToDo() {
        CommandRun errors = events("2025-05  held", "--errors");

        assertThat(errors.exitCode()).isEqualTo(1);
        assertThat(errors.out())
                .contains("total-differs", "./datawarp repair ae-monthly --release=2025-05")
                .doesNotContain("2025-03");
        assertThat(run("events", "gp-registered-patients", "--errors").exitCode())
                .isZero();
    }

    @Test
    void tellsEventsAsCloudEvents() throws IOException {
        CommandRun json = events("catalog.committed", "--json", "--since=1d", "--last=1000");

        assertThat(json.exitCode()).as(json.err()).isZero();
        for (JsonNode event : json.json()) {
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("type").asText()).startsWith("org.datawarp.");
            assertThat(event.path("publication").asText()).isEqualTo("ae-monthly");
        }
    }

    @Test
    void doctorFindsWhatIsHeldAndNothingElseAsWell() throws IOException {
        CommandRun doctor = run("doctor", "--json");

        for (JsonNode check : doctor.json()) {
            boolean mayBeHeld = check.path("check").asText().equals("held releases");
            assertThat(check.path("state").asText())
                    .as(check.toString())
                    .isIn("ok", "cannot-tell", mayBeHeld ? "problem" : "ok");
        }
        assertThat(doctor.lines()).anyMatch(line -> line.contains("\"slot\"")).hasSizeGreaterThan(8);
    }

    @Test
    void costCountsWhatTheSinksDidAndLooksAtWhatIsThere() throws IOException {
        CommandRun page = run("cost");
        CommandRun json = run("cost", "--format", "json");
        JsonNode month = new ObjectMapper().readTree(json.out());

        assertThat(page.exitCode()).as(page.err()).isZero();
        assertThat(page.lines())
                .anyMatch(line -> line.matches("ae-monthly +[0-9.]+ +\\S.*"))
                .anyMatch(line -> line.matches("class A +[1-9][0-9,]* +.* 1,000,000 +0\\.\\d % +none +0\\.00"));
        assertThat(month.at("/class_a/used").asLong())
                .as("what ended noted its own")
                .isPositive();
        assertThat(month.at("/stored/used").asLong()).isPositive();
        assertThat(month.at("/in_bucket/parts/objects").asLong()).isPositive();
        assertThat(run("cost", "--format", "csv").exitCode()).isEqualTo(2);
    }

    @Test
    void namesTheTopicsThatThereAre() {
        CommandRun tap = run("tap", "ae_providers");

        assertThat(tap.exitCode()).isEqualTo(2);
        assertThat(tap.err()).contains("ae_providers", "datawarp.changes.ae_provider", "datawarp.raw.ae-monthly");
    }
}
