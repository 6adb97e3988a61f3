package org.datawarp.streams.apply;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.jspecify.annotations.Nullable;

/** Finds the period that a day belongs to, and the kind of a stretch between two days. */
final class Spans {

    private static final int QUARTER_MONTHS = 3;
    private static final int WEEK_DAYS = 7;

    private Spans() {}

    /** The period of a kind that a published day means: its month, its quarter, the week that it begins or ends. */
    static Period around(LocalDate day, PeriodKind kind) {
        return switch (kind) {
            case DAY, SNAPSHOT, RANGE -> new Period(day, day, kind);
            case WEEK -> week(day);
            case MONTH -> Period.month(YearMonth.from(day));
            case QUARTER -> {
                int before = (day.getMonthValue() - 1) % QUARTER_MONTHS;
                YearMonth first = YearMonth.from(day).minusMonths(before);
                yield new Period(
                        first.atDay(1), first.plusMonths(QUARTER_MONTHS - 1L).atEndOfMonth(), kind);
            }
            case YEAR -> new Period(LocalDate.of(day.getYear(), 1, 1), LocalDate.of(day.getYear(), 12, 31), kind);
            case FINANCIAL_YEAR -> financialYear(day);
        };
    }

    /** Publishers date a week by its last day. A Monday is the exception: weeks begin on it and never end on it. */
    private static Period week(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.MONDAY
                ? new Period(day, day.plusDays(WEEK_DAYS - 1L), PeriodKind.WEEK)
                : new Period(day.minusDays(WEEK_DAYS - 1L), day, PeriodKind.WEEK);
    }

    private static Period financialYear(LocalDate day) {
        int year = day.getMonthValue() < Month.APRIL.getValue() ? day.getYear() - 1 : day.getYear();
        return new Period(
                LocalDate.of(year, Month.APRIL, 1), LocalDate.of(year + 1, Month.MARCH, 31), PeriodKind.FINANCIAL_YEAR);
    }

    /**
     * Converts a period to the kind that a manifest promises.
     *
     * @return empty when it cannot be that kind: a quarter is not a month
     */
    static Optional<Period> as(PeriodKind kind, Period found) {
        if (found.kind() == kind) {
            return Optional.of(found);
        }
        boolean oneDay = found.start().equals(found.end());
        if (kind == PeriodKind.RANGE || (oneDay && (kind == PeriodKind.DAY || kind == PeriodKind.SNAPSHOT))) {
            return Optional.of(new Period(found.start(), found.end(), kind));
        }
        return Optional.of(around(found.end(), kind)).filter(period -> period.covers(found));
    }

    /**
     * The kind of the stretch between two days: the promised kind if it fits, otherwise the kind that does.
     *
     * @param promised null when no kind is promised
     */
    static PeriodKind kind(LocalDate start, LocalDate end, @Nullable PeriodKind promised) {
        if (promised != null && is(start, end, promised)) {
            return promised;
        }
        for (PeriodKind kind : PeriodKind.values()) {
            if (kind != PeriodKind.SNAPSHOT && is(start, end, kind)) {
                return kind;
            }
        }
        return PeriodKind.RANGE;
    }

    private static boolean is(LocalDate start, LocalDate end, PeriodKind kind) {
        return switch (kind) {
            case RANGE -> true;
            case WEEK -> ChronoUnit.DAYS.between(start, end) == WEEK_DAYS - 1;
            case DAY, SNAPSHOT, MONTH, QUARTER, YEAR, FINANCIAL_YEAR -> {
                Period whole = around(end, kind);
                yield whole.start().equals(start) && whole.end().equals(end);
            }
        };
    }
}
