package org.datawarp.producers.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.datawarp.schemas.manifest.ReleaseDay;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.junit.jupiter.api.Test;

/** What the calendar learns from when releases were seen. */
class LearningTest {

    private static final YearMonth FIRST = YearMonth.of(2024, 1);

    /** When there are few months, the fourth such day may always have been the last: neither is more likely. */
    @Property(tries = 300)
    void foretellsAFixedWeekdayOfTheMonthWhateverTheOddReleaseDid(
            @ForAll @IntRange(max = 3) int months,
            @ForAll @IntRange(min = 1, max = 3) int week,
            @ForAll @IntRange(min = 1, max = 5) int weekday,
            @ForAll @IntRange(min = 5, max = 15) int releases,
            @ForAll long seed) {
        ReleaseDay rule = new ReleaseDay.InMonth(months, week, DayOfWeek.of(weekday));
        Random chance = new Random(seed);
        int odd = releases - 1 - chance.nextInt(Math.min(releases, 12));
        List<Sighting> sightings = IntStream.range(0, releases)
                .mapToObj(i -> {
                    Period period = Period.month(FIRST.plusMonths(i));
                    LocalDate day = WorkingDays.nextOrSame(rule.of(period));
                    LocalDate then = i == odd ? WorkingDays.nextOrSame(day.plusDays(3 + chance.nextInt(20))) : day;
                    return looked(period, then, LocalTime.of(9, 30), Duration.ofMinutes(30), chance);
                })
                .toList();

        UsualDay learned = UsualDay.learned(sightings, Series.LONDON).orElseThrow();

        Period next = Period.month(FIRST.plusMonths(releases));
        assertThat(windowDays(learned, next)).contains(WorkingDays.nextOrSame(rule.of(next)));
        assertThat(learned.early() + learned.late()).isLessThanOrEqualTo(5);
        assertThat(learned.releases()).isEqualTo(Math.min(releases, 12));
    }

    @Property(tries = 300)
    void foretellsTheTimeOfTheDayFromRoughLooks(
            @ForAll @IntRange(min = 7, max = 19) int hour,
            @ForAll @IntRange(max = 59) int minute,
            @ForAll @IntRange(min = 3, max = 12) int releases,
            @ForAll @IntRange(min = 1, max = 60) int minutesBetweenLooks,
            @ForAll long seed) {
        Random chance = new Random(seed);
        LocalTime time = LocalTime.of(hour, minute);
        List<Sighting> sightings = IntStream.range(0, releases)
                .mapToObj(i -> looked(
                        Period.month(FIRST.plusMonths(i)),
                        FIRST.plusMonths(i + 1L).atDay(8),
                        time,
                        Duration.ofMinutes(minutesBetweenLooks),
                        chance))
                .toList();

        UsualTime learned = UsualTime.learned(sightings, Series.LONDON).orElseThrow();

        Duration off = Duration.between(learned.time(), time).abs();
        assertThat(off).isLessThanOrEqualTo(learned.spread().plusMinutes(1));
        assertThat(learned.spread()).isLessThanOrEqualTo(Duration.ofMinutes(minutesBetweenLooks + 10));
        assertThat(learned.releases()).isEqualTo(releases);
    }

    @Test
    void prefersTheWeekdayOfTheMonthToAMeasureInDays() {
        List<Sighting> sightings = List.of(
                Series.seen("2025-01", "2025-02-13", "09:30"),
                Series.seen("2025-02", "2025-03-13", "09:30"),
                Series.seen("2025-03", "2025-04-10", "09:30"),
                Series.seen("2025-04", "2025-05-08", "09:30"));

        UsualDay learned = UsualDay.learned(sightings, Series.LONDON).orElseThrow();

        assertThat(learned).isEqualTo(new UsualDay(new ReleaseDay.InMonth(1, 2, DayOfWeek.THURSDAY), 0, 0, 4));
    }

    @Test
    void learnsAWeeklySeries() {
        List<Sighting> sightings = new ArrayList<>();
        for (LocalDate end = LocalDate.parse("2025-10-05"); sightings.size() < 6; end = end.plusWeeks(1)) {
            Instant seen = Series.at(end.plusDays(4).toString(), "09:30");
            sightings.add(
                    new Sighting(new Period(end.minusDays(6), end, PeriodKind.WEEK), seen, seen.minusSeconds(15)));
        }

        UsualDay learned = UsualDay.learned(sightings, Series.LONDON).orElseThrow();

        LocalDate end = LocalDate.parse("2025-11-16");
        assertThat(learned.of(new Period(end.minusDays(6), end, PeriodKind.WEEK)))
                .isEqualTo("2025-11-20");
        assertThat(learned.early() + learned.late()).isZero();
    }

    @Test
    void learnsNothingFromTwoReleasesNorFromThoseThatWereThereAtTheFirstLook() {
        List<Sighting> two =
                List.of(Series.seen("2025-01", "2025-02-13", "09:30"), Series.seen("2025-02", "2025-03-13", "09:30"));

        assertThat(UsualDay.learned(two, Series.LONDON)).isEmpty();
        assertThat(UsualDay.learned(
                        Series.and(two, Series.old("2024-12", "2025-01-20"), Series.old("2024-11", "2025-01-20")),
                        Series.LONDON))
                .isEmpty();
    }

    @Test
    void learnsNothingFromReleasesThatFollowNoHabit() {
        List<Sighting> sightings = List.of(
                Series.seen("2025-01", "2025-02-13", "09:30"),
                Series.seen("2025-02", "2025-04-22", "14:00"),
                Series.seen("2025-03", "2025-04-23", "11:20"),
                Series.seen("2025-04", "2025-07-08", "17:30"));

        assertThat(UsualDay.learned(sightings, Series.LONDON)).isEmpty();
        assertThat(UsualTime.learned(sightings, Series.LONDON)).isEmpty();
    }

    /** Seen at the first check after it, when checks are this far apart. */
    private static Sighting looked(Period period, LocalDate day, LocalTime time, Duration between, Random chance) {
        Instant published = day.atTime(time).atZone(Series.LONDON).toInstant();
        Instant seen = published.plusSeconds(chance.nextLong(between.toSeconds()));
        return new Sighting(period, seen, seen.minus(between));
    }

    private static List<LocalDate> windowDays(UsualDay usual, Period period) {
        LocalDate day = usual.of(period);
        return day.minusDays(usual.early())
                .datesUntil(day.plusDays(usual.late() + 1L))
                .toList();
    }
}
