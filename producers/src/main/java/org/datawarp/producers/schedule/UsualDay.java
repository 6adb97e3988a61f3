package org.datawarp.producers.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.manifest.ReleaseDay;
import org.datawarp.schemas.period.Period;

/**
 * The day after its period on which a release usually appears.
 *
 * @param early by how many days releases came before it, except for the odd one
 * @param late by how many days after it
 * @param releases the number of releases from which it was learned; 0 when it was given
 */
record UsualDay(ReleaseDay rule, int early, int late, int releases) {

    /** Fewer releases may agree by chance. */
    static final int FEWEST = 3;

    /** Habits change: only the last releases count. */
    private static final int MOST = 12;

    /** Wider scatter is not a habit. */
    private static final int WIDEST = 10;

    private static final int DAYS_OF_WEEK = 7;

    /** One release in this many may be an exception. */
    private static final int ODD_ONE_IN = 5;

    static UsualDay given(ReleaseDay rule) {
        return new UsualDay(rule, 0, 0, 0);
    }

    /** The rule that best predicts when past releases appeared; empty when none does, or there are too few releases. */
    static Optional<UsualDay> learned(List<Sighting> sightings, ZoneId zone) {
        List<Appearance> all = sightings.stream()
                .sorted(Comparator.comparing(Sighting::seenAt).reversed())
                .flatMap(sighting -> sighting.day(zone).map(day -> new Appearance(sighting.period(), day)).stream())
                .limit(MOST)
                .toList();
        if (all.size() < FEWEST) {
            return Optional.empty();
        }
        return all.stream()
                .flatMap(appearance -> appearance.rules().stream())
                .distinct()
                .map(rule -> Fit.of(rule, all))
                .min(Fit.BEST_FIRST)
                .map(Fit::usual)
                .filter(usual -> usual.early + usual.late <= WIDEST);
    }

    /** The day for a period: a working day. */
    LocalDate of(Period period) {
        return foretold(rule, period);
    }

    private static LocalDate foretold(ReleaseDay rule, Period period) {
        return WorkingDays.nextOrSame(rule.of(period));
    }

    private record Appearance(Period period, LocalDate day) {

        /** Every rule that predicts this one. */
        List<ReleaseDay> rules() {
            DayOfWeek weekday = day.getDayOfWeek();
            int months = (int) YearMonth.from(period.end()).until(YearMonth.from(day), ChronoUnit.MONTHS);
            int week = (day.getDayOfMonth() - 1) / DAYS_OF_WEEK + 1;
            int days = (int) ChronoUnit.DAYS.between(period.end(), day);
            List<ReleaseDay> rules = new ArrayList<>();
            rules.add(new ReleaseDay.InMonth(months, week, weekday));
            if (day.getDayOfMonth() > day.lengthOfMonth() - DAYS_OF_WEEK) {
                rules.add(new ReleaseDay.InMonth(months, ReleaseDay.InMonth.LAST_WEEK, weekday));
            }
            for (int before = 0; before < DAYS_OF_WEEK; before++) {
                rules.add(new ReleaseDay.AfterPeriod(days - before, weekday));
            }
            rules.add(new ReleaseDay.AfterPeriod(days, null));
            return rules;
        }
    }

    /** How far releases were from a rule's prediction, in days, nearest first. */
    private record Fit(ReleaseDay rule, List<Integer> off) {

        /** Exceptions do not decide; when rules fit equally well, publishers usually think in weeks of months. */
        private static final Comparator<Fit> BEST_FIRST = Comparator.comparingInt(
                        (Fit fit) -> Math.abs(fit.off.get(fit.off.size() / 2)))
                .thenComparingInt(fit -> fit.usual().early + fit.usual().late)
                .thenComparingInt(
                        fit -> fit.regular().stream().mapToInt(Math::abs).sum())
                .thenComparing(fit -> !(fit.rule instanceof ReleaseDay.InMonth));

        static Fit of(ReleaseDay rule, List<Appearance> appearances) {
            return new Fit(
                    rule,
                    appearances.stream()
                            .map(seen -> (int) ChronoUnit.DAYS.between(foretold(rule, seen.period()), seen.day()))
                            .sorted(Comparator.comparingInt(Math::abs))
                            .toList());
        }

        private List<Integer> regular() {
            return off.subList(0, off.size() - off.size() / ODD_ONE_IN);
        }

        UsualDay usual() {
            int early = -regular().stream()
                    .mapToInt(days -> Math.min(days, 0))
                    .min()
                    .orElse(0);
            int late =
                    regular().stream().mapToInt(days -> Math.max(days, 0)).max().orElse(0);
            return new UsualDay(rule, early, late, off.size());
        }
    }
}
