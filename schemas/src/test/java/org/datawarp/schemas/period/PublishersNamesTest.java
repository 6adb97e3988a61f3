package org.datawarp.schemas.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Names of files, links and releases in the styles of many publishers, with the periods that people read in them. */
class PublishersNamesTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/periods/publishers-names.txt", delimiter = '|')
    void readsWhatPeopleRead(String name, String start, String end, String kind) {
        String found =
                PeriodParser.findStated(name).map(PublishersNamesTest::written).orElse("none");

        assertThat(found).isEqualTo(start.equals("none") ? "none" : start + " " + end + " " + kind);
    }

    private static String written(StatedPeriod stated) {
        Period period = stated.period();
        String start =
                stated.start() == StatedPeriod.Start.OPEN ? "-" : period.start().toString();
        return start + " " + period.end() + " "
                + period.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
