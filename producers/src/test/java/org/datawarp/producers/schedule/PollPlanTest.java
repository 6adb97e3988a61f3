package org.datawarp.producers.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.datawarp.producers.schedule.Outlook.State;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.manifest.ReleaseDay;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.setting.PollSettings;
import org.junit.jupiter.api.Test;

/** When pages are checked, in simulated years. */
class PollPlanTest {

    private static final PollSettings SETTINGS =
            new PollSettings(PollSettings.DEFAULT_BETWEEN, PollSettings.DEFAULT_UNKNOWN, PollSettings.DEFAULT_CLOSE);
    private static final Publication GIVEN = Series.publication(
            "frequency: month", "schedule: {lag-months: 1, week: 2, weekday: thursday, time: '09:30'}");
    private static final Publication UNGIVEN = Series.publication("frequency: month");
    private static final Instant START = Series.at("2026-01-20", "12:00");

    /** A publisher who publishes every month at a given moment, and a program that watches the page. */
    private static final class Watcher {

        private final Publication publication;
        private final PollPlan plan;
        private final List<Sighting> sightings = new ArrayList<>(List.of(Series.old("2025-12", "2026-01-20")));
        private final List<Duration> delays = new ArrayList<>();
        private Instant now = START;
        private int looks;

        Watcher(Publication publication, long seed) {
            this.publication = publication;
            this.plan = new PollPlan(SETTINGS, new Random(seed));
        }

        private Outlook outlook() {
            return ReleaseCalendar.of(publication, sightings, Series.HALF_WINDOW)
                    .at(now);
        }

        /**
         * Checks until the release that appears then is seen; after each check, it forgets everything except the
         * sightings.
         */
        void awaitRelease(YearMonth month, Instant published) {
            Instant before = now;
            while (now.isBefore(published)) {
                before = now;
                Instant next = plan.next(outlook(), now);
                assertThat(next)
                        .isAfter(now)
                        .isBeforeOrEqualTo(now.plus(SETTINGS.between().multipliedBy(4)));
                now = next;
                looks++;
            }
            sightings.add(new Sighting(Period.month(month), now, before));
            delays.add(Duration.between(published, now));
        }
    }

    /** Two years, over four clock changes. */
    @Property(tries = 20)
    void seesReleasesWithinSecondsWhereTheTimeIsGiven(
            @ForAll @IntRange(max = 500) int lateBySeconds, @ForAll long seed) {
        Watcher watcher = new Watcher(GIVEN, seed);
        for (YearMonth month = YearMonth.of(2026, 1); month.getYear() < 2028; month = month.plusMonths(1)) {
            Instant expected = watcher.outlook().next().orElseThrow().at().toInstant();
            watcher.awaitRelease(month, expected.plusSeconds(lateBySeconds));
        }

        assertThat(watcher.delays).allMatch(delay -> delay.compareTo(SETTINGS.close()) <= 0);
        // A month: at most five checks a day, the hour around each release, and the time after it.
        assertThat(watcher.looks).isLessThan(24 * (31 * 5 + 20 * 60 / 12 + 60));
    }

    /** Fewer tries: every check learns again from the start. */
    @Property(tries = 5)
    void seesReleasesWithinSecondsOnceTheirTimeIsLearned(
            @ForAll @IntRange(min = 7, max = 17) int hour, @ForAll long seed) {
        Watcher watcher = new Watcher(UNGIVEN, seed);
        for (YearMonth month = YearMonth.of(2026, 1); month.getYear() < 2028; month = month.plusMonths(1)) {
            watcher.awaitRelease(
                    month,
                    UsualDay.given(new ReleaseDay.InMonth(1, 2, DayOfWeek.THURSDAY))
                            .of(Period.month(month))
                            .atTime(hour, 30)
                            .atZone(Series.LONDON)
                            .toInstant());
        }

        assertThat(watcher.delays.subList(0, 3)).allMatch(delay -> delay.compareTo(SETTINGS.unknown()) <= 0);
        assertThat(watcher.delays.subList(3, 24)).allMatch(delay -> delay.compareTo(SETTINGS.close()) <= 0);
    }

    @Test
    void growsRarerTheLongerAReleaseIsLate() {
        PollPlan plan = new PollPlan(SETTINGS, new Random(1));
        Sighting last = Series.old("2025-12", "2026-01-20");
        List<Duration> waits = new ArrayList<>();
        for (String time : List.of("09:45", "10:30", "13:00", "23:00")) {
            Instant now = Series.at("2026-02-12", time);
            waits.add(Duration.between(now, plan.next(outlook(now, last), now)));
        }

        assertThat(waits).isSorted();
        assertThat(waits.get(0)).isLessThanOrEqualTo(Duration.ofMinutes(2));
        assertThat(waits.get(3)).isBetween(Duration.ofHours(2), SETTINGS.between());
    }

    @Test
    void comesBackForTheWindowOfAReleaseThatIsDue() {
        PollPlan plan = new PollPlan(SETTINGS, new Random(1));
        Instant now = Series.at("2026-02-12", "07:00");

        Instant next = plan.next(outlook(now, Series.old("2025-12", "2026-01-20")), now);

        assertThat(next)
                .isBetween(
                        Series.at("2026-02-12", "09:20"),
                        Series.at("2026-02-12", "09:20").plusSeconds(15));
    }

    @Test
    void looksSeldomAtASeriesThatCameToAnEnd() {
        PollPlan plan = new PollPlan(SETTINGS, new Random(1));
        Instant now = Series.at("2026-08-01", "12:00");
        Outlook outlook = outlook(now, Series.old("2025-12", "2026-01-20"));

        assertThat(outlook.state()).isEqualTo(State.DISCONTINUED);
        assertThat(Duration.between(now, plan.next(outlook, now))).isGreaterThan(Duration.ofHours(18));
    }

    private static Outlook outlook(Instant now, Sighting... sightings) {
        return ReleaseCalendar.of(GIVEN, List.of(sightings), Series.HALF_WINDOW).at(now);
    }
}
