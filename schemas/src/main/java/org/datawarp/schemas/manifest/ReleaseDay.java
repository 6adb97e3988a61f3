package org.datawarp.schemas.manifest;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import org.datawarp.schemas.period.Period;
import org.jspecify.annotations.Nullable;

/** On which day the release of a period appears, where no holiday is in the way. */
public sealed interface ReleaseDay {

    /** The day for a period. */
    LocalDate of(Period period);

    /**
     * So many days after the period's last, or on the first such day of the week from then on.
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
     * On the first, second, ... such day of the week of a later month.
     *
     * @param months from the period's last month
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
