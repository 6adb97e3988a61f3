package org.datawarp.schemas.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    *.csv                 | March 2025.CSV            | true
                    *.csv                 | march.csv.pdf             | false
                    msds-*-exp-data.csv   | msds-dec2024-exp-data.csv | true
                    msds-???2024*.csv     | msds-dec2024-exp-data.csv | true
                    msds-??2024*.csv      | msds-dec2024-exp-data.csv | false
                    a[1](2).csv           | a[1](2).csv               | true
                    *.{csv,xls}           | a.xls                     | true
                    *.{csv,xls}           | a.xlsx                    | false
                    a,b.csv               | a,b.csv                   | true
                    a}b{c,d               | a}bd                      | true
                    *                     | anything at all           | true
                    """)
    void matchesWholeNames(String glob, String name, boolean expected) {
        assertThat(new Glob(glob).test(name)).isEqualTo(expected);
    }

    @Test
    void ignoresSurroundingSpace() {
        assertThat(new Glob(" Table 1 ").test("table 1  ")).isTrue();
        assertThat(new Glob("Table 1").test("\u200BTable 1\u00A0")).isTrue();
    }

    @Test
    void matchesNothingWithoutGlobs() {
        assertThat(Glob.anyOf(List.of()).test("a.csv")).isFalse();
    }
}
