package org.datawarp.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What headings mean, however they are written. */
class MeaningTest {

    private static boolean says(String heading, String asked) {
        Set<String> words = Meaning.of(heading);
        return Meaning.alternatives(asked).stream().anyMatch(words::containsAll);
    }

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource({
        "A&E attendances Type 1, attendance type 1",
        "type1_attendances, attendances type 1",
        "Percentage of care homes, % care home",
        "Organisation Code, org code",
        "P2 - Care Home (short term), p 2 care home",
        "2020-03-01, 2020-03-01",
        "01-Mar-20, 2020-03-01",
        "2020_03_01, 2020-03-01",
        "Jan-18, 2018-01",
        "Ward name, site name|ward",
    })
    void saysTheSameInOtherLetters(String heading, String asked) {
        assertThat(says(heading, asked)).isTrue();
    }

    @ParameterizedTest(name = "{0} does not say {1}")
    @CsvSource({
        "Attendances Type 2, attendances type 1",
        "Attendances Type 10, attendances type 1",
        "Type 1, attendances type 1",
        "2020-03-11, 2020-03-01",
        "Mar-20, 2020-03-01",
        "Up to 01-Mar-20, 2020-03-01",
        "Feb-18, 2018-01",
    })
    void saysSomethingElse(String heading, String asked) {
        assertThat(says(heading, asked)).isFalse();
    }
}
