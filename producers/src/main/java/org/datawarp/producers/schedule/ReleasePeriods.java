package org.datawarp.producers.schedule;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.manifest.Frequency;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;

/** Finds the period of a series' next release. */
final class ReleasePeriods {

    private static final int MONTHS_OF_QUARTER = 3;
    private static final int MONTHS_OF_YEAR = 12;

    private final Frequency frequency;
    private final List<Integer> months;

    /** @param months that have a release, 1 to 12; empty for all */
    ReleasePeriods(Frequency frequency, List<Integer> months) {
        this.frequency = frequency;
        this.months = months.stream()
                .filter(month -> month >= 1 && month <= MONTHS_OF_YEAR)
                .toList();
    }

    /** Whether it is not known which period comes next. */
    boolean areIrregular() {
        return frequency == Frequency.IRREGULAR;
    }

    /** @return empty when it is not known */
    Optional<Period> after(Period period) {
        if (frequency == Frequency.IRREGULAR) {
            return Optional.empty();
        }
        Period next = next(period);
        while (!months.isEmpty() && !months.contains(next.end().getMonthValue())) {
            next = next(next);
        }
        return Optional.of(next);
    }

    private Period next(Period period) {
        return switch (period.kind()) {
            case MONTH -> Period.month(YearMonth.from(period.end()).plusMonths(months.isEmpty() ? monthsBetween() : 1));
            case QUARTER -> following(period, MONTHS_OF_QUARTER);
            case YEAR, FINANCIAL_YEAR -> following(period, MONTHS_OF_YEAR);
            case WEEK, DAY, SNAPSHOT, RANGE -> moved(period);
        };
    }

    private static Period following(Period period, int months) {
        LocalDate start = period.end().plusDays(1);
        return new Period(start, start.plusMonths(months).minusDays(1), period.kind());
    }

    /** The same length as before; a period that ends with a month is followed by one that also does. */
    private Period moved(Period period) {
        LocalDate end = switch (frequency) {
            case DAY -> period.end().plusDays(1);
            case WEEK -> period.end().plusWeeks(1);
            default -> laterMonth(period.end());
        };
        if (period.start().equals(period.end())) {
            return new Period(end, end, period.kind());
        }
        LocalDate start = period.kind() == PeriodKind.WEEK || period.start().getDayOfMonth() != 1
                ? end.minusDays(ChronoUnit.DAYS.between(period.start(), period.end()))
                : period.start().plusMonths(YearMonth.from(period.end()).until(YearMonth.from(end), ChronoUnit.MONTHS));
        return new Period(start, end, period.kind());
    }

    private LocalDate laterMonth(LocalDate day) {
        YearMonth month = YearMonth.from(day).plusMonths(months.isEmpty() ? monthsBetween() : 1);
        boolean last = day.getDayOfMonth() == day.lengthOfMonth();
        return last ? month.atEndOfMonth() : month.atDay(Math.min(day.getDayOfMonth(), month.lengthOfMonth()));
    }

    private int monthsBetween() {
        return switch (frequency) {
            case QUARTER -> MONTHS_OF_QUARTER;
            case YEAR -> MONTHS_OF_YEAR;
            case DAY, WEEK, MONTH, IRREGULAR -> 1;
        };
    }
}
