package org.datawarp.streams.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What period a row is about. */
class PeriodsTest {

    private static String dataset(String kind, String fields) {
        return """
                dataset: sample
                title: Sample
                description: By period
                %s
                fields:
                  - {name: code, headings: [Code], role: key}
                  - {name: number, headings: [Number], type: integer, role: measure}
                %s
                """.formatted(kind.isEmpty() ? "" : "period-kind: " + kind, fields);
    }

    private static final String ONE = "  - {name: period, headings: [Period], role: period}";
    private static final String TWO = """
              - {name: start, headings: [Start], role: period}
              - {name: end, headings: [End], role: period}""".indent(0).replaceAll("(?m)^- ", "  - ");

    private static Outcome one(String kind, @Nullable Object period) {
        return last(dataset(kind, ONE), Samples.row(1, "Code", "Number", "Period"), Samples.row(2, "R", 1, period));
    }

    private static Outcome two(String kind, Object start, Object end) {
        return last(
                dataset(kind, TWO),
                Samples.row(1, "Code", "Number", "Start", "End"),
                Samples.row(2, "R", 1, start, end));
    }

    private static Outcome last(String dataset, SheetRow... rows) {
        List<Outcome> outcomes = Applied.to(List.of(rows), dataset);
        return outcomes.get(outcomes.size() - 1);
    }

    private static Period period(Outcome outcome) {
        assertThat(outcome.rejections()).isEmpty();
        return outcome.rows().get(0).period();
    }

    private static Period period(PeriodKind kind, String start, String end) {
        return new Period(LocalDate.parse(start), LocalDate.parse(end), kind);
    }

    @ParameterizedTest
    @CsvSource({
        "month,2025-03-01,MONTH,2025-03-01,2025-03-31",
        "month,31/03/2025,MONTH,2025-03-01,2025-03-31",
        "month,2025-03,MONTH,2025-03-01,2025-03-31",
        "month,01MAR2025,MONTH,2025-03-01,2025-03-31",
        "quarter,2025-02,QUARTER,2025-01-01,2025-03-31",
        "year,2025-02-01,YEAR,2025-01-01,2025-12-31",
        "financial-year,2025-03-31,FINANCIAL_YEAR,2024-04-01,2025-03-31",
        "financial-year,2025-04-01,FINANCIAL_YEAR,2025-04-01,2026-03-31",
        "week,2025-12-28,WEEK,2025-12-22,2025-12-28",
        "week,2025-12-22,WEEK,2025-12-22,2025-12-28",
        "week,2020-01-03,WEEK,2019-12-28,2020-01-03",
        "day,2025-03-05,DAY,2025-03-05,2025-03-05",
        "'',2025-03-05,SNAPSHOT,2025-03-05,2025-03-05",
        "'',2025-03,MONTH,2025-03-01,2025-03-31"
    })
    void readsThePeriodThatARowNames(String promised, String text, PeriodKind kind, String start, String end) {
        assertThat(period(one(promised, text))).isEqualTo(period(kind, start, end));
    }

    @Test
    void readsADateOfASpreadsheetAsAPeriod() {
        assertThat(period(one("month", LocalDate.of(2025, 3, 1))))
                .isEqualTo(period(PeriodKind.MONTH, "2025-03-01", "2025-03-31"));
        assertThat(period(one("day", 20250305))).isEqualTo(period(PeriodKind.DAY, "2025-03-05", "2025-03-05"));
    }

    @Test
    void readsAPeriodInTheFormThatAFieldGives() {
        String dataset = dataset("month", ONE.replace("role: period", "role: period, format: MMM-yy"));

        Outcome outcome = last(dataset, Samples.row(1, "Code", "Number", "Period"), Samples.row(2, "R", 1, "Sep-24"));

        assertThat(period(outcome)).isEqualTo(period(PeriodKind.MONTH, "2024-09-01", "2024-09-30"));
    }

    @Test
    void rejectsAPeriodThatIsBlankUnreadableOrOfAnotherKind() {
        assertThat(one("month", null).rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo("missing-period");
            assertThat(rejection.column()).isEqualTo("period");
        });
        assertThat(one("month", "soon").rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo("unreadable-period");
            assertThat(rejection.expected()).isEqualTo("a month");
        });
        assertThat(one("day", "2025-03").rejections()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-01,2025-03-31,MONTH",
        "2025-01-01,2025-03-31,QUARTER",
        "2025-01-01,2025-12-31,YEAR",
        "2024-04-01,2025-03-31,FINANCIAL_YEAR",
        "2025-03-03,2025-03-09,WEEK",
        "2025-03-03,2025-03-03,DAY",
        "2025-02-01,2025-04-30,RANGE"
    })
    void joinsAStartAndAnEnd(String start, String end, PeriodKind kind) {
        assertThat(period(two("", start, end))).isEqualTo(period(kind, start, end));
    }

    @Test
    void callsAJoinedPeriodByThePromisedKindOnlyIfItIsOne() {
        assertThat(period(two("month", "01/04/2024", "30/04/2024")).kind()).isEqualTo(PeriodKind.MONTH);
        assertThat(period(two("month", "01/02/2024", "30/04/2024")).kind()).isEqualTo(PeriodKind.RANGE);
        assertThat(period(two("snapshot", "01/02/2024", "01/02/2024")).kind()).isEqualTo(PeriodKind.SNAPSHOT);
    }

    @Test
    void joinsTheFirstAndTheLastMonthOfARange() {
        assertThat(period(two("", "2025-04", "2025-11")))
                .isEqualTo(period(PeriodKind.RANGE, "2025-04-01", "2025-11-30"));
    }

    @Test
    void rejectsAnEndBeforeItsStart() {
        assertThat(two("", "2025-04-01", "2025-03-31").rejections())
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo("unreadable-period"));
    }

    @Test
    void takesTheReleasesPeriodWhereTheTableSaysNone() {
        String dataset = dataset("month", ONE.replace("role: period", "role: period, optional: true"));

        Outcome outcome = last(dataset, Samples.row(1, "Code", "Number"), Samples.row(2, "R", 1));

        assertThat(period(outcome)).isEqualTo(period(PeriodKind.MONTH, "2025-03-01", "2025-03-31"));
    }
}
