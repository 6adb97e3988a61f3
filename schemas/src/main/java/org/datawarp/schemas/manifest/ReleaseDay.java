package org.datawarp.schemas.manifest;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import org.datawarp.schemas.period.Period;
import org.jspecify.annotations.Nullable;

/** The day on which the release of a period appears, if it is not a holiday. */
public sealed interface ReleaseDay {

    /** The day for a period. */
    LocalDate of(Period period);

    /**
     * A number of days after the period's last day, or the first such weekday from then on.
     *
     * @param days from the last day of the period
     * @param weekday null for any
     */
    record AfterPeriod(int days, @Nullable DayOfWeek weekday) implements ReleaseDay {

        @Override
        public LocalDate of(Period period) {
            LocalDate day = period.end().plusDays(days);
            return weekday == null ? day : day.with(TemporalAdjusters.nextOrSame(weekday));
        }
    }

    /**
     * The first, second, ... such weekday of a later month.
     *
     * @param months counted from the period's last month
     * @param week from 1; 5 is the last one of the month
     */
    record InMonth(int months, int week, DayOfWeek weekday) implements ReleaseDay {

        /** Not every month has a fifth. */
        public static final int LAST_WEEK = 5;

        @Override
        public LocalDate of(Period period) {
            YearMonth month = YearMonth.from(period.end()).plusMonths(months);
            return month.atDay(1)
                    .with(
                            week == LAST_WEEK
                                    ? TemporalAdjusters.lastInMonth(weekday)
                                    : TemporalAdjusters.dayOfWeekInMonth(week, weekday));
        }
    }
}
