package org.datawarp.streams.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.Samples;
import org.junit.jupiter.api.Test;

class SectionLabelsTest {

    private static final String ONE_LEVEL = """
            dataset: deaths
            title: Deaths
            description: By age
            fields:
              - {name: sex, section: 1, role: key, blank: true}
              - {name: age, headings: [Age], role: key}
              - {name: deaths, headings: [Deaths], type: integer, role: measure}
            """;

    private static final String TWO_LEVELS = """
            dataset: practices
            title: Practices
            description: By commissioner
            fields:
              - {name: report, section: 1, role: dimension, blank: true}
              - {name: commissioner, section: 2, role: key, blank: true}
              - {name: practice, headings: [Practice], role: key}
              - {name: town, headings: [Town], role: dimension}
              - {name: doctors, headings: [Doctors], type: integer, role: measure}
            """;

    @Test
    void aLabelIsThatOfTheRowsBelowIt() {
        List<SheetRow> rows = Samples.rows("""
                Deaths by age
                Age|Deaths
                All ages|30
                Males:
                Under 65|10
                Females
                Under 65|20""");

        assertThat(values(rows, ONE_LEVEL))
                .containsExactly("null, All ages, 30", "Males, Under 65, 10", "Females, Under 65, 20");
    }

    @Test
    void whereLabelsStandOverEachHeadingThoseOverTheFirstCount() {
        List<SheetRow> rows = Samples.rows("""
                Published in May
                Practices
                Trust:|Airedale
                Practice|Town|Doctors
                Haworth|Keighley|8
                Practices
                Trust:|Ashford
                Practice|Town|Doctors
                Charing|Ashford|7
                Hamstreet|Ashford|5""");

        assertThat(values(rows, TWO_LEVELS))
                .containsExactly(
                        "Practices, Airedale, Haworth, Keighley, 8",
                        "Practices, Ashford, Charing, Ashford, 7",
                        "Practices, Ashford, Hamstreet, Ashford, 5");
    }

    private static List<String> values(List<SheetRow> rows, String dataset) {
        return Applied.to(rows, dataset).stream()
                .flatMap(outcome -> outcome.rows().stream())
                .map(row -> row.values().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .toList();
    }
}
