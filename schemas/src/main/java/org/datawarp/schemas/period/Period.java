package org.datawarp.schemas.period;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;

/**
 * The time that a row, a file or a release is about.
 *
 * @param start first day, inclusive
 * @param end last day, inclusive; never before {@code start}
 */
public record Period(LocalDate start, LocalDate end, PeriodKind kind) implements Comparable<Period> {

    private static final Comparator<Period> ORDER =
            Comparator.comparing(Period::end).thenComparing(Period::start).thenComparing(Period::kind);

    /** As the natural order, except that periods with the same label are equal: they name the same release. */
    public static final Comparator<Period> BY_LABEL =
            Comparator.comparing(Period::end).thenComparing(Period::start).thenComparing(Period::label);

    public Period {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("A period cannot end (%s) before it starts (%s)".formatted(end, start));
        }
    }

    public static Period month(YearMonth month) {
        return new Period(month.atDay(1), month.atEndOfMonth(), PeriodKind.MONTH);
    }

    public static Period snapshot(LocalDate day) {
        return new Period(day, day, PeriodKind.SNAPSHOT);
    }

    /** By end, then start: the order in which releases supersede each other. */
    @Override
    public int compareTo(Period other) {
        return ORDER.compare(this, other);
    }

    /**
     * The period in short: {@code 2025-03}, {@code 2025-q2} (of the calendar), {@code 2024-25}, {@code 2025-07-01}.
     * {@link PeriodParser#parse} returns the same period again; for a range of one day, that day.
     */
    public String label() {
        return switch (kind) {
            case DAY -> "day-" + start;
            case SNAPSHOT -> start.toString();
            case WEEK -> "week-" + end;
            case MONTH -> YearMonth.from(start).toString();
            case QUARTER -> "%d-q%d".formatted(start.getYear(), (start.getMonthValue() + 2) / 3);
            case YEAR -> "%d".formatted(start.getYear());
            case FINANCIAL_YEAR -> financialYearLabel();
            case RANGE -> start.equals(end) ? start.toString() : start + "-to-" + end;
        };
    }

    /** A financial year such as 2010-11 would be read as November 2010. */
    private String financialYearLabel() {
        int end = start.getYear() % 100 + 1;
        String years = "%d-%02d".formatted(start.getYear(), end % 100);
        return end <= 12 ? "fy" + years : years;
    }

    /** Whether every day of the other period is in this one. */
    public boolean covers(Period other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }
}
