package org.datawarp.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.datawarp.app.command.DatawarpCommand;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Every command that a page or a command's help asks its reader to run exists. Ours are parsed as from a terminal;
 * others must be in the table of commands that are run elsewhere.
 */
class DocumentedCommandsTest {

    private static final CommandLine OURS = DatawarpCommand.commandLine();

    private static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    /** Our commands on their own lines, to be copied into a terminal. */
    private static Stream<DocumentedCommand> toBeRun() {
        return Stream.concat(
                        pages().stream().flatMap(page -> DocumentedCommand.inBlocks(page).stream()),
                        DocumentedCommand.inHelp(OURS))
                .filter(DocumentedCommand::isOurs);
    }

    @Test
    void everyCommandOfOursIsOneThatThereIs() {
        List<String> problems = new ArrayList<>();
        toBeRun().forEach(command -> problem(command).ifPresent(problems::add));

        assertThat(problems).isEmpty();
    }

    /** In sentences a command may be named without its arguments. */
    @Test
    void everyCommandThatASentenceNamesIsOneThatThereIs() {
        List<String> problems = new ArrayList<>();
        pages().stream()
                .flatMap(page -> DocumentedCommand.inSentences(page).stream())
                .forEach(command -> problem(command)
                        .filter(problem -> !problem.contains("Missing required parameter"))
                        .ifPresent(problems::add));

        assertThat(problems).isEmpty();
    }

    private static Optional<String> problem(DocumentedCommand command) {
        List<String> arguments = command.arguments().stream()
                .map(word -> word.replace("<role>", "fetch").replace("<source>", "raw"))
                .toList();
        try {
            OURS.parseArgs(arguments.toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of("%s: %s%n    %s".formatted(command.place(), command.text(), e.getMessage()));
        }
    }

    @Test
    void everyCommandOfOthersIsRunElsewhereOrHasAReason() {
        List<String> unknown = pages().stream()
                .flatMap(page -> DocumentedCommand.inBlocks(page).stream())
                .filter(command -> !command.isOurOwn())
                .filter(command -> OtherCommand.ALL.stream().noneMatch(other -> other.isAbout(command.words())))
                .map(command -> "%s: %s".formatted(command.place(), command.text()))
                .toList();

        assertThat(unknown)
                .as(
                        "commands in the documentation that no test knows: mark the block as ```text if it holds no commands;"
                                + " otherwise have a test run them, and name it in OtherCommand")
                .isEmpty();
    }

    @Test
    void theTableOfOthersNamesWhatThereIs() {
        List<DocumentedCommand> all = pages().stream()
                .flatMap(page -> DocumentedCommand.inBlocks(page).stream())
                .toList();

        assertThat(OtherCommand.ALL)
                .filteredOn(other -> all.stream().noneMatch(command -> other.isAbout(command.words())))
                .as("in no page any more: to be taken out of OtherCommand")
                .isEmpty();
        assertThat(OtherCommand.ALL)
                .filteredOn(other ->
                        !other.where().isEmpty() && !Files.exists(MarkdownPage.REPOSITORY.resolve(other.where())))
                .as("where nothing is")
                .isEmpty();
    }

    @Test
    void theTableOfOursNamesWhatThereIs() {
        List<String> all =
                toBeRun().map(command -> String.join(" ", command.arguments())).toList();

        assertThat(OwnCommand.ALL)
                .filteredOn(own -> all.stream().noneMatch(own::isAbout))
                .as("in no page any more: to be taken out of OwnCommand")
                .isEmpty();
        assertThat(OwnCommand.ALL)
                .filteredOn(own -> own.exitCode() == OwnCommand.ELSEWHERE)
                .extracting(own -> own.why().replaceAll(":.*", ""))
                .as("tests that run them")
                .isSubsetOf(testClasses());
    }

    private static List<String> testClasses() {
        try {
            return JavaSources.of(MarkdownPage.REPOSITORY, "test").stream()
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findsTheCommandsOfALine() {
        assertThat(ShellText.commands(
                        "A=1 ./x 'a b' \"c\" # not this\ncd w && y --z | head -c 3\n./x \\\n  last > file", 7))
                .containsExactly(
                        new ShellText.Simple(7, List.of("A=1", "./x", "a b", "c")),
                        new ShellText.Simple(8, List.of("cd", "w")),
                        new ShellText.Simple(8, List.of("y", "--z")),
                        new ShellText.Simple(8, List.of("head", "-c", "3")),
                        new ShellText.Simple(9, List.of("./x", "last")));
    }

    @Test
    void findsCommandsThatOthersStart() {
        MarkdownPage page = MarkdownPage.of(
                "p.md",
                "```\nsudo -u datawarp D=1 /opt/datawarp/datawarp status\ndocker compose exec sink datawarp query 'SELECT 1'\n```\n");

        assertThat(DocumentedCommand.inBlocks(page))
                .extracting(DocumentedCommand::arguments)
                .containsExactly(List.of("status"), List.of("query", "SELECT 1"));
    }

    @Test
    void seesACommandThatThereIsNot() {
        MarkdownPage page = MarkdownPage.of("p.md", "Run `./datawarp lod` or\n```sh\nunheard-of --now\n```\n");

        assertThat(DocumentedCommand.inSentences(page))
                .singleElement()
                .satisfies(command -> assertThat(command.place()).isEqualTo("p.md:1"));
        assertThat(DocumentedCommand.inBlocks(page))
                .singleElement()
                .satisfies(command -> assertThat(OtherCommand.ALL).noneMatch(other -> other.isAbout(command.words())));
    }
}
