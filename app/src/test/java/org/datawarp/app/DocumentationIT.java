package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.datawarp.app.command.DatawarpCommand;
import org.datawarp.app.docs.DocumentedCommand;
import org.datawarp.app.docs.MarkdownPage;
import org.datawarp.app.docs.OwnCommand;
import org.datawarp.app.docs.PrintedText;
import org.datawarp.app.docs.Transcript;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documentation as people follow it: {@code docs/first-day.md} from top to bottom, where each command prints what
 * the page says; then, with the same DataWarp, every other DataWarp command on any page. {@link OwnCommand} lists those
 * that do not exit with 0, and those that other tests run.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class DocumentationIT {

    /** The last line of {@code up} before it waits for changes. */
    private static final String STAYS = "Picking up what changes";

    private static final String FIRST_DAY = "docs/first-day.md";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** These commands only read, and their result may need a moment. */
    private static final Set<String> LOOKING = Set.of("query", "status", "doctor", "events");

    /** Other steps of the day that exit with 1, because a release is held. */
    private static final Set<String> HELD_THEN = Set.of("status", "events --errors --since 1h", "repair --dry-run");

    @TempDir
    private static Path folder;

    private static ReadersClone clone;

    @BeforeAll
    static void standInAClone() throws IOException {
        clone = new ReadersClone(folder);
    }

    @AfterAll
    static void leave() throws InterruptedException {
        clone.close();
    }

    @Test
    @Order(1)
    void theFirstDayIsAsItIsTold() throws IOException, InterruptedException {
        MarkdownPage page = MarkdownPage.of(FIRST_DAY);
        for (MarkdownPage.Fence fence : page.fences()) {
            if (fence.language().equals("yaml")) {
                writeBeforeTotals(fence.text());
            } else {
                for (Transcript.Step step : Transcript.steps(fence)) {
                    if (!isOfTheEnd(page, step)) {
                        follow(step);
                    }
                }
            }
        }
    }

    /** It would delete what the other tests need. */
    @Test
    @Order(4)
    void nothingIsLeftOfTheFirstDay() throws IOException, InterruptedException {
        clone.close();
        MarkdownPage page = MarkdownPage.of(FIRST_DAY);
        for (Transcript.Step step : Transcript.steps(page)) {
            if (isOfTheEnd(page, step)) {
                follow(step);
            }
        }

        assertThat(clone.folder().resolve("data/postgres")).doesNotExist();
        assertThat(clone.folder().resolve("manifests/community-beds")).doesNotExist();
    }

    private static boolean isOfTheEnd(MarkdownPage page, Transcript.Step step) {
        int end = Transcript.steps(page).stream()
                .filter(one -> one.command().startsWith("./datawarp reset"))
                .findFirst()
                .orElseThrow()
                .line();
        return step.line() >= end;
    }

    private static void writeBeforeTotals(String field) throws IOException {
        Path manifest = clone.folder().resolve("manifests/community-beds/community_beds.yaml");
        Files.writeString(manifest, Files.readString(manifest).replace("\ntotals:", "\n" + field + "totals:"));
    }

    private void follow(Transcript.Step step) throws IOException, InterruptedException {
        for (DocumentedCommand command : DocumentedCommand.inStep(FIRST_DAY, step)) {
            switch (command.words().get(0)) {
                case "git", "cd" -> {}
                case "cp", "rm" -> clone.shell(command.words());
                case "curl" -> followCurl(step, command);
                default -> followOurs(step, command);
            }
        }
    }

    private void followOurs(Transcript.Step step, DocumentedCommand command) throws IOException, InterruptedException {
        List<String> arguments = command.arguments();
        if (arguments.get(0).equals("up")) {
            clone.up(arguments);
            assertPrinted(step, clone::said, said -> said.contains(STAYS) || !clone.isUp());
            assertThat(clone.isUp()).as(clone.said()).isTrue();
            return;
        }
        if (arguments.get(0).equals("add")) {
            // The page has its reader stop what runs before that.
            clone.stop();
        }
        AtomicReference<CommandRun> run = new AtomicReference<>();
        boolean once = !LOOKING.contains(arguments.get(0));
        assertPrinted(
                step,
                () -> {
                    run.set(clone.run(arguments));
                    return run.get().out();
                },
                said -> once);
        boolean held = HELD_THEN.contains(String.join(" ", arguments))
                && run.get().out().contains("held");
        assertThat(run.get().exitCode())
                .as("%s: %s", step.command(), run.get().err())
                .isEqualTo(held ? 1 : 0);
    }

    /**
     * Repeats a command until it prints what the page says.
     *
     * @param isLast whether what was printed is all that is waited for
     */
    private static void assertPrinted(Transcript.Step step, Callable<String> printed, Predicate<String> isLast) {
        AtomicReference<Optional<String>> difference = new AtomicReference<>(Optional.of("nothing was printed"));
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(PAUSE)
                    .pollDelay(Duration.ZERO)
                    .until(() -> {
                        String text = printed.call();
                        difference.set(PrintedText.difference(step.printed(), text, clone.folder()));
                        return difference.get().isEmpty() || isLast.test(text);
                    });
        } catch (ConditionTimeoutException e) {
            // What differs then says more.
        }
        assertThat(difference.get())
                .as("%s:%d: %s", FIRST_DAY, step.line(), step.command())
                .isEmpty();
    }

    private void followCurl(Transcript.Step step, DocumentedCommand command) throws IOException, InterruptedException {
        Optional<URI> worker = clone.worker();
        if (worker.isPresent()) {
            HttpResponse<String> answer = clone.curl(worker.get(), command.words());
            assertPrinted(step, answer::body, body -> true);
        }
    }

    /** Rollbacks come last: the other commands need the visible data. */
    static List<DocumentedCommand> others() {
        Map<List<String>, DocumentedCommand> distinct = new LinkedHashMap<>();
        Stream.concat(
                        MarkdownPage.all().stream()
                                .filter(page -> !page.name().equals(FIRST_DAY))
                                .flatMap(page -> DocumentedCommand.inBlocks(page).stream()),
                        DocumentedCommand.inHelp(DatawarpCommand.commandLine()))
                .filter(DocumentedCommand::isOurs)
                .filter(command -> OwnCommand.exitCode(command.arguments()) != OwnCommand.ELSEWHERE)
                .forEach(command -> distinct.putIfAbsent(filledIn(command), command));
        List<DocumentedCommand> all = new ArrayList<>(distinct.values());
        all.sort(Comparator.comparing(command -> command.arguments().get(0).equals("rollback")
                && !command.arguments().contains("--dry-run")));
        return all;
    }

    /** Placeholders for the reader's own names, and what replaces them here. */
    private static List<String> filledIn(DocumentedCommand command) {
        String sample = MarkdownPage.REPOSITORY
                .resolve("manifests/ae-monthly/sample/April-2025-CSV-w3Kd9.csv")
                .toString();
        Map<String, String> names = Map.of(
                "FILE", sample,
                "beds-march-2025.xlsx", sample,
                "NAME", "Q1 2024-25",
                "beds", "community-beds",
                "live", "../publisher",
                "SELECT * FROM beds LIMIT 10", "SELECT * FROM community_beds LIMIT 10");
        return command.arguments().stream()
                .map(word -> names.getOrDefault(word, word))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    @Order(2)
    void everyOtherCommandEndsAsItsReadersExpect(DocumentedCommand command) {
        CommandRun run = clone.run(filledIn(command));

        assertThat(run.exitCode())
                .as("%s: %s%n%s%s", command.place(), command.text(), run.out(), run.err())
                .isEqualTo(OwnCommand.exitCode(command.arguments()));
    }

    static List<DocumentedCommand> requests() {
        return MarkdownPage.all().stream()
                .flatMap(page -> DocumentedCommand.inBlocks(page).stream())
                .filter(command -> command.words().get(0).equals("curl"))
                .filter(command -> command.text().contains(":8787/"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    @Order(3)
    void theWorkerAnswersEveryRequest(DocumentedCommand command) throws IOException, InterruptedException {
        Optional<URI> worker = clone.worker();
        assumeTrue(worker.isPresent(), "The Worker cannot run on this machine");

        HttpResponse<String> answer = clone.curl(worker.get(), command.words());

        assertThat(answer.statusCode())
                .as("%s: %s", command.place(), answer.body())
                .isEqualTo(200);
    }
}
