package org.datawarp.schemas.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** File names that publishers used, with their periods. */
class PublishedNamesTest {

    private static final Path NAMES = Path.of(
                    Optional.ofNullable(System.getenv("DATAWARP_REAL_DATA")).orElse("../../shared/data"))
            .resolve("period-names.tsv");

    @Test
    void findsThePeriodOfEveryPublishedName() throws IOException {
        assumeTrue(Files.exists(NAMES), () -> "There are no published names at " + NAMES);

        List<String[]> names = Files.readAllLines(NAMES).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t", -1))
                .toList();

        assertThat(names).isNotEmpty().allSatisfy(name -> {
            Optional<Period> found = PeriodParser.find(name[0]);
            if (name[3].equals("none")) {
                assertThat(found).isEmpty();
            } else {
                assertThat(found).get().satisfies(period -> {
                    assertThat(start(name[0], period)).isEqualTo(name[1]);
                    assertThat(period.end()).hasToString(name[2]);
                    assertThat(period.kind())
                            .hasToString(
                                    name[3].toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
                });
            }
            assertThat(Vintage.find(name[0])).isEqualTo(name[4].equals("-") ? "" : name[4].replace("none", ""));
        });
    }

    private static String start(String name, Period period) {
        StatedPeriod stated = PeriodParser.findStated(name).orElseThrow();
        return stated.start() == StatedPeriod.Start.OPEN ? "-" : period.start().toString();
    }
}
