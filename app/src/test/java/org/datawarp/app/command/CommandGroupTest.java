package org.datawarp.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.datawarp.app.docs.MarkdownPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Every command is in one group, in {@code --help} and in docs/commands.md alike. */
class CommandGroupTest {

    private static final Path SOURCES = MarkdownPage.REPOSITORY.resolve("app/src/main/java/org/datawarp/app/command");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```$(.*?)^```$");
    private static final Pattern NAMED = Pattern.compile("(?m)^\\./datawarp ([a-z-]+)");

    private static List<String> names(CommandGroup group) {
        return group.commands().stream()
                .map(each -> Objects.requireNonNull(each.getAnnotation(Command.class))
                        .name())
                .toList();
    }

    @Test
    void everyCommandIsInOneGroup() throws IOException {
        List<Class<?>> grouped = Stream.of(CommandGroup.values())
                .flatMap(group -> group.commands().stream())
                .toList();
        List<String> below = DatawarpCommand.commandLine().getSubcommands().values().stream()
                .flatMap(each -> each.getSubcommands().values().stream())
                .map(each -> each.getCommandSpec().userObject().getClass().getSimpleName())
                .toList();
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(grouped)
                    .extracting(Class::getSimpleName)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString().replace(".java", ""))
                                    .filter(name -> name.endsWith("Command") && !name.equals("DatawarpCommand"))
                                    .filter(name -> !below.contains(name))
                                    .toList());
        }
    }

    @Test
    void theHelpListsEachCommandOnALineOfItsGroup() {
        String help = DatawarpCommand.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
        String list = help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:"));

        assertThat(help.lines().toList()).as("on a terminal of 80 columns").allMatch(line -> line.length() <= 80);
        Map<String, CommandGroup> titles = new LinkedHashMap<>();
        for (CommandGroup group : CommandGroup.values()) {
            titles.put(group.title(), group);
        }
        assertThat(list.lines().filter(line -> line.matches("\\S.*: .*"))).containsExactlyElementsOf(titles.keySet());
        titles.forEach((title, group) -> assertThat(list.substring(list.indexOf(title))
                        .lines()
                        .skip(1)
                        .takeWhile(line -> !line.isBlank())
                        .map(line -> line.strip().replaceAll(" .*", "")))
                .as(title)
                .containsExactlyElementsOf(names(group)));
    }

    @ParameterizedTest
    @EnumSource(CommandGroup.class)
    void thePageListsTheCommandsOfTheGroupInTheSameOrder(CommandGroup group) throws IOException {
        String page = Files.readString(MarkdownPage.REPOSITORY.resolve("docs/commands.md"));
        String section = Stream.of(page.split("(?m)^## "))
                .filter(each -> each.toUpperCase(Locale.ROOT).startsWith(group.name() + "\n"))
                .findFirst()
                .orElseThrow();

        assertThat(BLOCK.matcher(section)
                        .results()
                        .flatMap(block -> NAMED.matcher(block.group(1)).results())
                        .map(named -> named.group(1))
                        .distinct())
                .containsExactlyElementsOf(names(group));
    }
}
