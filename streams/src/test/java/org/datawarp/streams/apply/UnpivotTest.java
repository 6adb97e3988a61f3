package org.datawarp.streams.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.streams.layout.Samples;
import org.junit.jupiter.api.Test;

class UnpivotTest {

    private static final String BY_MONTH = """
            dataset: deaths
            title: Deaths
            description: By area and month
            period-kind: month
            marks: {"*": suppressed}
            fields:
              - {name: area, headings: [Area], role: key}
            unpivot:
              headings: "[0-9]{4}-[0-9]{2}(-01)?"
              value: {name: deaths, type: integer}
            """;

    private static final String BY_BAND = """
            dataset: waits
            title: Waits
            description: By provider and weeks
            fields:
              - {name: code, headings: [Code], role: key}
            unpivot:
              headings: "Gt (?<value>[0-9]+) weeks|Total"
              dimension: {name: weeks}
              value: {name: patients, type: integer}
            totals:
              - when: {weeks: [Total]}
            """;

    private static List<Object> values(TypedRow row) {
        return new ArrayList<>(row.values());
    }

    @Test
    void givesARowForEachWideColumnWithItsPeriod() {
        List<TypedRow> rows = Applied.to(
                        List.of(
                                Samples.row(1, "Area", LocalDate.of(2025, 1, 1), "2025-02", "Total"),
                                Samples.row(2, "Leeds", 5, "*", 5)),
                        BY_MONTH)
                .get(1)
                .rows();

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).period()).isEqualTo(Period.month(YearMonth.of(2025, 1)));
        assertThat(values(rows.get(0))).containsExactly("Leeds", 5L, null);
        assertThat(rows.get(1).period()).isEqualTo(Period.month(YearMonth.of(2025, 2)));
        assertThat(values(rows.get(1))).containsExactly("Leeds", null, "*");
    }

    @Test
    void givesARowForEachWideColumnWithItsValue() {
        List<TypedRow> rows = Applied.to(Samples.rows("""
                Code|Gt 01 weeks|Gt 52 weeks
                RRK|1|2"""), BY_BAND).get(1).rows();

        assertThat(rows).hasSize(2);
        assertThat(values(rows.get(0))).containsExactly("RRK", "01", 1L);
        assertThat(values(rows.get(1))).containsExactly("RRK", "52", 2L);
        assertThat(rows.get(0).key()).isNotEqualTo(rows.get(1).key());
    }

    @Test
    void givesNoRowForABlankCell() {
        List<Outcome> outcomes = Applied.to(Samples.rows("""
                Code|Gt 01 weeks|Gt 52 weeks
                RRK|1|
                RRJ||"""), BY_BAND);

        assertThat(outcomes.get(1).rows()).hasSize(1);
        assertThat(outcomes.get(2).kind()).isEqualTo(RowKind.NOTE);
    }

    @Test
    void leavesOutAWideColumnThatIsATotal() {
        List<Outcome> outcomes = Applied.to(Samples.rows("""
                Code|Gt 01 weeks|Total
                RRK|1|3"""), BY_BAND);

        assertThat(outcomes.get(1).rows()).hasSize(1);
    }

    @Test
    void rejectsTheWholeRowForOneBadWideCell() {
        Outcome outcome = Applied.to(Samples.rows("""
                Code|Gt 01 weeks|Gt 52 weeks
                RRK|1|many"""), BY_BAND).get(1);

        assertThat(outcome.kind()).isEqualTo(RowKind.REJECTED);
        assertThat(outcome.rows()).isEmpty();
        assertThat(outcome.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.column()).isEqualTo("patients");
            assertThat(rejection.found()).isEqualTo("many");
        });
    }

    @Test
    void rejectsRowsUnderAHeadingThatIsNoPeriod() {
        Outcome outcome = Applied.to(Samples.rows("""
                Area|2025-13
                Leeds|1"""), BY_MONTH).get(1);

        assertThat(outcome.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo("unreadable-period");
            assertThat(rejection.found()).isEqualTo("2025-13");
        });
    }
}
