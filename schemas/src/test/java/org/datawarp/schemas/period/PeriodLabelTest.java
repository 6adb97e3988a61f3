package org.datawarp.schemas.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.datawarp.schemas.name.ReleaseName;
import org.junit.jupiter.api.Test;

class PeriodLabelTest {

    @Property
    void everyLabelReadsAsItsOwnPeriod(@ForAll("periods") Period period) {
        Period labelled = isOneDay(period) ? Period.snapshot(period.end()) : period;

        assertThat(PeriodParser.parse(period.label())).contains(labelled);
        assertThat(PeriodParser.find(period.label())).contains(labelled);
    }

    private static boolean isOneDay(Period period) {
        return period.kind() == PeriodKind.RANGE && period.start().equals(period.end());
    }

    @Test
    void aRangeOfOneDayIsCalledByThatDay() {
        LocalDate day = LocalDate.of(2020, 5, 30);

        assertThat(PeriodParser.find("deaths to 30 May 2020.xlsx").map(Period::label))
                .contains("2020-05-30");
        assertThat(Period.BY_LABEL.compare(new Period(day, day, PeriodKind.RANGE), Period.snapshot(day)))
                .isZero();
        assertThat(Period.BY_LABEL.compare(new Period(day, day, PeriodKind.DAY), Period.snapshot(day)))
                .isNotZero();
    }

    @Property
    void everyLabelIsAReleaseName(@ForAll("periods") Period period) {
        assertThat(new ReleaseName(period.label()).value()).isEqualTo(period.label());
    }

    @Property
    void anyTextIsReadWithoutFailing(@ForAll String text) {
        assertThat(PeriodParser.parse(text)).isNotNull();
        assertThat(PeriodParser.find(text)).isNotNull();
    }

    @Property
    void anyNamesAndNumbersAreReadWithoutFailing(@ForAll("pieces") String text) {
        assertThat(PeriodParser.parse(text)).isNotNull();
        assertThat(PeriodParser.find(text)).isNotNull();
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "2024",
                        "25",
                        "01",
                        "31",
                        "March",
                        "may",
                        "Q4",
                        "week",
                        "ending",
                        "to",
                        "-",
                        "/",
                        "_",
                        " ",
                        "FY",
                        "2024-25",
                        "20250330",
                        "202411",
                        "w",
                        "12 months",
                        "%20",
                        "%",
                        "quarter",
                        "year",
                        "53",
                        "mid")
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<Period> periods() {
        Arbitrary<LocalDate> days = Arbitraries.integers()
                .between(0, 365 * 190)
                .map(day -> LocalDate.of(1905, 1, 1).plusDays(day));
        return Combinators.combine(
                        days,
                        Arbitraries.of(PeriodKind.class),
                        Arbitraries.integers().between(0, 4000))
                .as(PeriodLabelTest::period);
    }

    private static Period period(LocalDate day, PeriodKind kind, int days) {
        YearMonth month = YearMonth.from(day);
        return switch (kind) {
            case DAY, SNAPSHOT -> new Period(day, day, kind);
            case WEEK -> new Period(day, day.plusDays(6), kind);
            case MONTH -> Period.month(month);
            case QUARTER -> {
                YearMonth first = month.minusMonths((month.getMonthValue() - 1) % 3);
                yield new Period(first.atDay(1), first.plusMonths(2).atEndOfMonth(), kind);
            }
            case YEAR -> new Period(day.withDayOfYear(1), LocalDate.of(day.getYear(), 12, 31), kind);
            case FINANCIAL_YEAR ->
                new Period(LocalDate.of(day.getYear(), 4, 1), LocalDate.of(day.getYear() + 1, 3, 31), kind);
            case RANGE -> new Period(day, day.plusDays(days), kind);
        };
    }
}
