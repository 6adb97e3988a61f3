package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datawarp.app.command.DatawarpCommand;
import org.datawarp.operate.alerts.Alert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Pages, rules and code agree about alerts, and the commands that they name exist. */
class AlertPagesTest {

    private static final List<String> PARTS = List.of("**It means**", "**See**", "**Do**", "**It clears**");
    private static final Pattern COMMAND = Pattern.compile("\\./datawarp ([a-z]+)((?: [^`\\s;,]+)*)");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)$");

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..").resolve(name));
    }

    private static List<String> sections() throws IOException {
        return Arrays.stream(page("docs/runbooks.md").split("(?m)^(?=## )", -1))
                .filter(section -> section.startsWith("## "))
                .toList();
    }

    @Test
    void eachAlertHasItsSectionInTheRunbook() throws IOException {
        List<String> ids = Arrays.stream(Alert.values()).map(Alert::id).collect(Collectors.toList());
        ids.add("nobody-watches");

        assertThat(SECTION.matcher(page("docs/runbooks.md")).results().map(found -> found.group(1)))
                .containsExactlyElementsOf(ids);
    }

    @ParameterizedTest
    @MethodSource("sections")
    void eachSectionSaysWhatItMeansHowToSeeItWhatToDoAndWhenItClears(String section) {
        assertThat(section).contains(PARTS);
    }

    @ParameterizedTest
    @MethodSource("sections")
    void eachCommandOfTheRunbookExists(String section) {
        assertExist(section);
    }

    @ParameterizedTest
    @EnumSource(Alert.class)
    void eachCommandOfAnAdviceExists(Alert alert) {
        assertExist(alert.advice(alert.condition().labels()));
    }

    private static void assertExist(String text) {
        Matcher named = COMMAND.matcher(text);
        while (named.find()) {
            Map<String, CommandLine> commands = DatawarpCommand.commandLine().getSubcommands();
            assertThat(commands).as("./datawarp %s", named.group(1)).containsKey(named.group(1));
            CommandLine command = Objects.requireNonNull(commands.get(named.group(1)));
            Set<String> known =
                    new HashSet<>(command.getCommandSpec().optionsMap().keySet());
            List<String> options = Arrays.stream(named.group(2).split(" ", -1))
                    .filter(word -> word.startsWith("--"))
                    .toList();
            assertThat(known).as("options of %s", named.group(1)).containsAll(options);
        }
    }

    @ParameterizedTest
    @EnumSource(Alert.class)
    void namesEachOfItsLabelsAndNoOther(Alert alert) {
        List<String> place = alert.condition().labels().stream()
                .map(label -> label.toUpperCase(Locale.ROOT))
                .toList();

        assertThat(alert.summary(place) + alert.advice(place)).doesNotContain("{");
        assertThat(place).allSatisfy(value -> assertThat(alert.summary(place)).contains(value));
    }
}
