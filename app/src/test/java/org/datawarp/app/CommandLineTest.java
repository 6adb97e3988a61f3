package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.datawarp.app.command.DatawarpCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line prints when nothing runs: help, errors, and everything that needs no services. */
class CommandLineTest {

    /** They read their input, and store nothing. */
    private static final Set<String> WITHOUT_SETTINGS = Set.of("inspect", "period");

    @TempDir
    private Path folder;

    static List<String> commands() {
        return List.copyOf(DatawarpCommand.commandLine().getSubcommands().keySet());
    }

    /** Those that do something: a group of commands only lists its own. */
    static List<String> deeds() {
        List<String> deeds = new ArrayList<>();
        DatawarpCommand.commandLine().getSubcommands().forEach((name, command) -> {
            Set<String> own = command.getSubcommands().keySet();
            if (own.isEmpty()) {
                deeds.add(name);
            }
            own.forEach(deed -> deeds.add(name + " " + deed));
        });
        return deeds;
    }

    private CommandRun run(String... arguments) {
        return runOver(BundledManifests.FOLDER, arguments);
    }

    /** Over an empty data directory. */
    private CommandRun runOver(Path manifests, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data-dir=" + folder.resolve("data");
        all[arguments.length + 1] = "--manifests=" + manifests;
        return CommandRun.of(all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deeds")
    void everyCommandExplainsItself(String command) {
        CommandRun help = CommandRun.of((command + " --help").split(" "));

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("Usage: datawarp " + command, "--help");
        if (!WITHOUT_SETTINGS.contains(command)) {
            assertThat(help.out()).contains("--data-dir=<folder>");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deeds")
    void everyHelpReadsAsAManualPageWould(String command) {
        String help = CommandRun.of((command + " --help").split(" ")).out();

        assertThat(help.lines().toList()).as("on a terminal of 80 columns").allMatch(line -> line.length() <= 80);
        assertThat(help)
                .containsSubsequence(
                        "Usage: datawarp " + command,
                        "Options:",
                        "Exit codes:",
                        "  0  ",
                        "  1  ",
                        "  2  ",
                        "Examples:",
                        "  ./datawarp " + command);
        assertThat(help.lines().toList())
                .as("examples, none of them broken in two")
                .contains(command(command).getCommandSpec().usageMessage().footer());
        assertThat(help.lines().findFirst())
                .as("what it is for, in a line")
                .hasValueSatisfying(
                        line -> assertThat(line).matches("[A-Z].*\\.").hasSizeLessThan(66));
    }

    private static CommandLine command(String names) {
        CommandLine command = DatawarpCommand.commandLine();
        for (String name : List.of(names.split(" ", -1))) {
            command = Objects.requireNonNull(command.getSubcommands().get(name), name);
        }
        return command;
    }

    @Test
    void theCommandListsItsCommands() {
        CommandRun help = CommandRun.of("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: datawarp").contains(commands());
    }

    @Test
    void connectConfigTakesAReferenceAndNeverThePassword() {
        CommandRun clear = run("connect-config", "--password", "s3cret");

        assertThat(clear.exitCode()).isEqualTo(2);
        assertThat(clear.err()).contains("--password: expected a reference").doesNotContain("s3cret");
    }

    @Test
    void connectConfigNeedsToKnowWhereTheDatabaseIs() {
        CommandRun nowhere = run("connect-config");

        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("PostgreSQL and the object store must be set");
    }

    @Test
    void tellsItsVersion() {
        assertThat(CommandRun.of("--version").out()).startsWith("DataWarp ");
    }

    @Test
    void withoutACommandNamesTheOneToBeginWith() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("./datawarp up").doesNotContain("Exception");
    }

    @Test
    void refusesAFormatThatThereIsNotAndNamesThoseThatThereAre() {
        CommandRun run = run("query", "--format=xml", "SELECT 1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("xml").containsIgnoringCase("table, csv, json");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"up --once", "load", "load --dry-run"})
    void tellsEveryProblemOfEveryManifest(String command) throws IOException {
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), "ae-monthly", "ods-trusts");
        BundledManifests.alter(manifests.resolve("ae-monthly/publication.yaml"), "frequency: month", "frequency: moth");
        BundledManifests.alter(manifests.resolve("ae-monthly/publication.yaml"), "licence:", "license:");
        BundledManifests.alter(
                manifests.resolve("ods-trusts/ods_trust.yaml"), "dataset: ods_trust", "dataset: Ods Trust");

        CommandRun run = runOver(manifests, command.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("Cannot use the manifests")
                .contains("moth", "licence", "license", "Ods Trust")
                .contains("publication.yaml", "ods_trust.yaml")
                .doesNotContain("\tat ");
    }

    @Test
    void tellsEverySettingThatCannotBeUsed() {
        CommandRun run =
                CommandRun.of("up", "--once", "--manifests=" + folder.resolve("nowhere"), "--source=ftp://example.org");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("Cannot use the settings, 2 problem(s)")
                .contains("DATAWARP_MANIFESTS", "DATAWARP_SOURCE", "ftp://example.org")
                .doesNotContain("\tat ");
    }

    @Test
    void hasNothingToQueryBeforeAnythingIsPublished() {
        CommandRun run = run("query", "SELECT * FROM catalog");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("nothing is published", "./datawarp up");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"load", "tap ae_provider", "status"})
    void saysThatNothingRuns(String command) {
        CommandRun run = run(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("Cannot reach a running DataWarp", "./datawarp up");
    }

    @Test
    void refusesToServeAndToPrintCommandsAtOnce() {
        CommandRun tap = run("tap", "ae_provider", "--commands", "--sse");

        assertThat(tap.exitCode()).isEqualTo(2);
        assertThat(tap.err()).contains("expected one of them");
    }

    @Test
    void saysWhatTheTimeOfEventsLooksLike() {
        CommandRun run = run("events", "--since=yesterday");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("yesterday", "2025-06-30");
    }

    @Test
    void saysThatThereIsNoSuchPublicationToRepair() {
        CommandRun run = run("repair", "ae-nothing");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no publication ae-nothing").contains("ae-monthly");
    }

    @Test
    void refusesToRunOneRoleWithoutServices() {
        CommandRun run = run("run", "sink");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Kafka, PostgreSQL and the object store must be set");
    }

    @Test
    void showsWhatLoadingWouldGive() {
        CommandRun run = run("load", "ae-monthly", "--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .anyMatch(line -> line.matches("ae-monthly +2025-03 +ae_provider +11 +0 +1"))
                .anyMatch(line -> line.matches("ae-monthly +2025-05 +ae_provider +12 +0 +1"))
                .contains("Nothing was loaded.");
        assertThat(folder.resolve("data/postgres")).doesNotExist();
        assertThat(folder.resolve("data/kafka")).doesNotExist();
    }

    @Test
    void showsOneReleaseThatLoadingWouldGive() {
        CommandRun run = run("load", "ae-monthly", "--release=2025-04", "--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("2025-04").doesNotContain("2025-03", "2025-05");
    }

    @Test
    void showsWhatLoadingWouldReject() throws IOException {
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), "ae-monthly");
        BundledManifests.alter(
                manifests.resolve("ae-monthly/sample/April-2025-CSV-w3Kd9.csv"), ",0,25,0,9", ",0,25,0,9x");

        CommandRun run = runOver(manifests, "load", "--dry-run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("Needs attention:", "ae-monthly 2025-04", "other_emergency_admissions", "\"9x\"");
    }

    @Test
    void namesThePublicationsThatThereAre() {
        CommandRun run = run("load", "ae-weekly", "--dry-run");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("ae-weekly", "ae-monthly", "ods-trusts");
    }

    @Test
    void asksBeforeItDeletes() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("data/kafka"));

        CommandRun run = run("reset");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--yes");
        assertThat(kept).exists();
    }

    @Test
    void deletesWhatIsItsOwnAndNothingElse() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(data.resolve("objects/buckets/datawarp"));
        Files.writeString(data.resolve("endpoints.json"), "{}");
        Path notes = Files.writeString(data.resolve("notes.txt"), "mine");
        Path settings = Files.writeString(data.resolve("package.json"), "{}");

        CommandRun run = run("reset", "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(data.resolve("objects")).doesNotExist();
        assertThat(data.resolve("endpoints.json")).doesNotExist();
        assertThat(notes).exists();
        assertThat(settings).exists();
    }

    @Test
    void hasNothingToDeleteWhereNothingIs() {
        CommandRun run = run("reset", "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("nothing to delete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up --once", "run apply", "rebuild --from raw --yes", "reset --yes", "backup elsewhere"})
    void refusesADirectoryOfANewerVersionBeforeAnythingIsStarted(String command) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("version.json"),
                "{\"format\": 1, \"datawarp\": \"9.0.0\", \"database\": 900, \"kafka\": 1, \"later\": true}");

        CommandRun run = run(command.split(" "));

        if (command.startsWith("reset")) {
            assertThat(run.exitCode()).as("what is not wanted any more may go").isZero();
        } else {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains(
                            "found data that DataWarp 9.0.0 wrote (directory 1, database 900",
                            "./datawarp restore <backup>")
                    .doesNotContain("\tat ");
            assertThat(data).isDirectoryNotContaining("glob:**/{kafka,postgres,objects}");
        }
    }

    @Test
    void saysHowToGoOnWithTheDirectoryOfAnotherPostgresql() throws IOException {
        Path postgres = Files.createDirectories(folder.resolve("data/postgres/data"));
        Files.writeString(postgres.resolve("PG_VERSION"), "17\n");

        CommandRun run = run("up", "--once");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("found a database of PostgreSQL 17 in it, expected 18")
                .contains("./datawarp backup <backup> --data-dir " + folder.resolve("data"))
                .contains("./datawarp restore <backup> --data-dir <empty folder>");
    }

    @Test
    void restoresOverNothingThatIsThere() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(data.resolve("kafka"));
        Path backup = Files.createDirectories(folder.resolve("backup"));

        CommandRun none = run("restore", backup.toString(), "--yes");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("found no backup.json in it, expected a backup");
        Files.writeString(
                backup.resolve("backup.json"),
                "{\"format\":1,\"datawarp\":\"0.1.0\",\"database\":19,\"takenAt\":\"2025-01-01T00:00:00Z\",\"kept\":{},\"counts\":{}}");
        CommandRun run = run("restore", backup.toString(), "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("found kafka in it, expected nothing", "./datawarp reset --data-dir " + data);
    }
}
