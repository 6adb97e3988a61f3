package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code datawarp period}. */
class PeriodCommandTest {

    private static CommandRun runReading(String input) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return CommandRun.of("period");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void givesALineForEachName() {
        CommandRun run = CommandRun.of("period", "MSA-July-2031-REVISED.xlsx", "lookup.csv");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.lines())
                .containsExactly(
                        "MSA-July-2031-REVISED.xlsx\t2031-07-01\t2031-07-31\tmonth\trevised",
                        "lookup.csv\tnone\tnone\tnone\t-");
    }

    @Test
    void readsNamesFromStandardInputWhenNoneAreGiven() {
        CommandRun run = runReading("Café Q1 2031-32.xlsx\n\nto 5 May 2031");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .containsExactly(
                        "Café Q1 2031-32.xlsx\t2031-04-01\t2031-06-30\tquarter\t-",
                        "\tnone\tnone\tnone\t-",
                        "to 5 May 2031\t-\t2031-05-05\trange\t-");
    }

    @Test
    void readsEveryPublishedNameAsPeopleDo() throws IOException {
        Path names = RealData.folder().resolve("period-names.tsv");
        assumeTrue(Files.exists(names), () -> "There are no published names at " + names);
        List<String> truth = Files.readAllLines(names).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();

        CommandRun run = runReading(String.join(
                "\n", truth.stream().map(line -> line.split("\t", -1)[0]).toList()));

        assertThat(run.lines()).containsExactlyElementsOf(truth);
    }
}
