package org.datawarp.ask.mcp;

import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.datawarp.schemas.catalog.PeriodRows;

/**
 * Whether periods of one kind follow each other, or some are missing between them. A shared file of cases keeps the
 * Worker the same.
 */
final class Follow {

    static final String SNAPSHOT = "snapshot";

    /** How many days or months are between two releases, by frequency. */
    private static final Map<String, Double> DAYS = Map.of("day", 1.0, "week", 7.0);

    private static final Map<String, Double> MONTHS = Map.of("month", 1.0, "quarter", 3.0, "year", 12.0);
    private static final int MOST_DAYS_OF_A_MONTH = 31;

    /** Periods longer than this may end a day off: some publishers end a week on a Saturday. */
    private static final int FEW_DAYS = 4;

    private Follow() {}

    /** Whether nothing is missing between a period and the end of the ones before. */
    @FunctionalInterface
    private interface Near {
        boolean follows(long covered, PeriodRows next);
    }

    /**
     * For each period, whether nothing is missing between it and the ones before; the first follows none.
     *
     * @param periods all of one kind, in order
     * @param frequency how often there is a release, as in the catalogue
     */
    static List<Boolean> of(List<PeriodRows> periods, String frequency) {
        boolean isByEnd = periods.stream().anyMatch(period -> period.kind().equals(SNAPSHOT)) || overlap(periods);
        Near near = isByEnd ? nextEnd(periods, frequency) : Follow::adjoins;
        List<Boolean> joined = new ArrayList<>();
        long covered = Long.MIN_VALUE;
        for (PeriodRows next : periods) {
            joined.add(!joined.isEmpty() && near.follows(covered, next));
            covered = Math.max(covered, next.end().toEpochDay());
        }
        return joined;
    }

    /** Whether periods overlap, as rolling quarters and years to date do. */
    private static boolean overlap(List<PeriodRows> periods) {
        return IntStream.range(1, periods.size())
                .anyMatch(
                        i -> periods.get(i).start().isBefore(periods.get(i - 1).end()));
    }

    private static boolean adjoins(long covered, PeriodRows next) {
        long start = next.start().toEpochDay();
        return start - covered <= (next.end().toEpochDay() - start >= FEW_DAYS ? 2 : 1);
    }

    /**
     * The step between the ends of moments or overlapping periods: the smallest gap between two of them, or the gap
     * between releases if that is smaller. A gap that occurs once shows no rhythm, unless it is the smallest.
     */
    private static Near nextEnd(List<PeriodRows> periods, String frequency) {
        long[] ends = periods.stream()
                .mapToLong(period -> period.end().toEpochDay())
                .distinct()
                .sorted()
                .toArray();
        boolean isMonthly = !DAYS.containsKey(frequency)
                && LongStream.of(ends).map(Follow::monthOf).distinct().count() == ends.length;
        LongUnaryOperator time = isMonthly ? Follow::monthOf : LongUnaryOperator.identity();
        double step = Math.min(often(frequency, isMonthly), smallest(ends, time));
        double most = 1.5 * (Double.isInfinite(step) ? 1 : step);
        return (covered, next) -> time.applyAsLong(next.end().toEpochDay()) - time.applyAsLong(covered) < most;
    }

    private static double often(String frequency, boolean isMonthly) {
        double months = MONTHS.getOrDefault(frequency, Double.POSITIVE_INFINITY);
        return isMonthly ? months : DAYS.getOrDefault(frequency, MOST_DAYS_OF_A_MONTH * months);
    }

    private static double smallest(long[] ends, LongUnaryOperator time) {
        return ends.length < 3
                ? Double.POSITIVE_INFINITY
                : IntStream.range(1, ends.length)
                        .mapToLong(i -> time.applyAsLong(ends[i]) - time.applyAsLong(ends[i - 1]))
                        .min()
                        .orElseThrow();
    }

    private static long monthOf(long day) {
        return LocalDate.ofEpochDay(day).getLong(ChronoField.PROLEPTIC_MONTH);
    }
}
