package org.datawarp.producers.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.producers.schedule.Series.at;
import static org.datawarp.producers.schedule.Series.month;
import static org.datawarp.producers.schedule.Series.old;
import static org.datawarp.producers.schedule.Series.seen;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.datawarp.producers.schedule.Expectation.Basis;
import org.datawarp.producers.schedule.Outlook.State;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.junit.jupiter.api.Test;

class ReleaseCalendarTest {

    private static final String SECOND_THURSDAY =
            "schedule: {lag-months: 1, week: 2, weekday: thursday, time: '09:30'}";
    private static final Publication GIVEN = Series.publication("frequency: month", SECOND_THURSDAY);
    private static final Publication UNGIVEN = Series.publication("frequency: month");

    private static Outlook outlook(Publication publication, Instant now, Sighting... sightings) {
        return ReleaseCalendar.of(publication, List.of(sightings), Series.HALF_WINDOW)
                .at(now);
    }

    @Test
    void expectsTheNextReleaseWhenTheManifestSays() {
        Outlook outlook = outlook(GIVEN, at("2026-01-20", "12:00"), old("2025-12", "2026-01-19"));

        assertThat(outlook.state()).isEqualTo(State.QUIET);
        assertThat(outlook.next()).hasValueSatisfying(next -> {
            assertThat(next.period()).isEqualTo(month("2026-01"));
            assertThat(next.at().toInstant()).isEqualTo(at("2026-02-12", "09:30"));
            assertThat(next.basis()).isEqualTo(Basis.GIVEN);
        });
    }

    @Test
    void keepsTheTimeOnTheClocksWhenTheyChange() {
        Outlook winter = outlook(GIVEN, at("2026-02-20", "12:00"), old("2026-01", "2026-02-19"));
        Outlook summer = outlook(GIVEN, at("2026-03-20", "12:00"), old("2026-02", "2026-03-19"));

        assertThat(winter.next().orElseThrow().at().toInstant()).isEqualTo("2026-03-12T09:30:00Z");
        assertThat(summer.next().orElseThrow().at().toInstant()).isEqualTo("2026-04-09T08:30:00Z");
    }

    @Test
    void findsATimeThatTheClocksLeaveOut() {
        Publication night = Series.publication(
                "frequency: month", "schedule: {lag-months: 1, week: 5, weekday: sunday, time: '01:30'}");

        Expectation expected = outlook(night, at("2026-03-20", "12:00"), old("2026-01", "2026-03-19"))
                .next()
                .orElseThrow();

        assertThat(expected.day()).as("a Monday, since it is no Sunday's work").isEqualTo("2026-03-30");
        assertThat(ReleaseCalendar.of(
                                Series.publication(
                                        "frequency: month", "schedule: {dates: {2026-02: 2026-03-29T01:30}}"),
                                List.of(old("2026-01", "2026-03-19")),
                                Series.HALF_WINDOW)
                        .at(at("2026-03-20", "12:00"))
                        .next()
                        .orElseThrow()
                        .at()
                        .toInstant())
                .isEqualTo("2026-03-29T01:30:00Z");
    }

    @Test
    void givesWayToHolidays() {
        Publication fridays =
                Series.publication("frequency: month", "schedule: {lag-months: 1, week: 1, weekday: friday}");

        Outlook outlook = outlook(fridays, at("2026-03-20", "12:00"), old("2026-02", "2026-03-19"));

        assertThat(outlook.next().orElseThrow().day())
                .as("Good Friday is the first of April 2026")
                .isEqualTo(LocalDate.parse("2026-04-07"));
    }

    @Test
    void putsWhatIsAnnouncedBeforeEverything() {
        Publication announced = Series.publication(
                "frequency: month",
                "schedule: {lag-months: 1, week: 2, weekday: thursday, dates: {2026-01: 2026-02-19, 2026-02: 2026-03-10T14:00}}");

        Outlook january = outlook(announced, at("2026-01-20", "12:00"), old("2025-12", "2026-01-19"));
        Outlook february = outlook(announced, at("2026-02-20", "12:00"), old("2026-01", "2026-02-19"));

        assertThat(january.next().orElseThrow().at().toInstant()).isEqualTo(at("2026-02-19", "09:30"));
        assertThat(january.next().orElseThrow().basis()).isEqualTo(Basis.ANNOUNCED);
        assertThat(february.next().orElseThrow().at().toInstant()).isEqualTo(at("2026-03-10", "14:00"));
    }

    @Test
    void knowsTheAnnouncedReleasesOfAnIrregularSeries() {
        Publication irregular =
                Series.publication("frequency: irregular", "schedule: {dates: {2025: 2026-10-15, 2029: 2030-10-15}}");

        Outlook before = outlook(irregular, at("2026-01-20", "12:00"));
        Outlook after = outlook(
                irregular,
                at("2026-10-20", "12:00"),
                new Sighting(
                        new Period(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31"), PeriodKind.YEAR),
                        at("2026-10-15", "09:31"),
                        at("2026-10-15", "09:30")));

        assertThat(before.state()).isEqualTo(State.QUIET);
        assertThat(outlook(Series.publication("frequency: irregular"), at("2026-01-20", "12:00"))
                        .state())
                .isEqualTo(State.IRREGULAR);
        assertThat(before.next().orElseThrow().at().toInstant()).isEqualTo(at("2026-10-15", "09:30"));
        assertThat(after.next().orElseThrow().at().toInstant()).isEqualTo(at("2030-10-15", "09:30"));
    }

    @Test
    void saysThatItDoesNotKnow() {
        Outlook outlook = outlook(UNGIVEN, at("2026-01-20", "12:00"), old("2025-12", "2026-01-19"));

        assertThat(outlook.state()).isEqualTo(State.UNKNOWN);
        assertThat(outlook.next()).isEmpty();
        assertThat(outlook.late()).isEmpty();
    }

    @Test
    void learnsAfterThreeReleases() {
        Outlook outlook = outlook(
                UNGIVEN,
                at("2026-01-20", "12:00"),
                old("2025-09", "2025-10-20"),
                seen("2025-10", "2025-11-13", "09:31"),
                seen("2025-11", "2025-12-11", "09:30"),
                seen("2025-12", "2026-01-08", "09:32"));

        Expectation next = outlook.next().orElseThrow();
        assertThat(next.day()).isEqualTo("2026-02-12");
        assertThat(next.basis()).isEqualTo(Basis.LEARNED);
        assertThat(next.releases()).isEqualTo(3);
        assertThat(next.windows())
                .singleElement()
                .satisfies(window ->
                        assertThat(window.holds(at("2026-02-12", "09:30"))).isTrue());
    }

    @Test
    void learnsNothingFromOldReleasesThatAppearLater() {
        Sighting[] habit = {
            old("2025-09", "2025-10-20"),
            seen("2025-10", "2025-11-13", "09:30"),
            seen("2025-11", "2025-12-11", "09:30"),
            seen("2025-12", "2026-01-08", "09:30"),
            seen("2019-01", "2026-01-15", "16:00"),
            seen("2019-02", "2026-01-15", "16:00"),
            seen("2019-03", "2026-01-15", "16:00"),
            seen("2019-04", "2026-01-15", "16:00")
        };

        assertThat(outlook(UNGIVEN, at("2026-01-20", "12:00"), habit)
                        .next()
                        .orElseThrow()
                        .day())
                .isEqualTo("2026-02-12");
    }

    @Test
    void isDueAroundItsTimeAndLateAfterIt() {
        Sighting last = old("2025-12", "2026-01-19");

        assertThat(outlook(GIVEN, at("2026-02-12", "09:19"), last).state()).isEqualTo(State.QUIET);
        assertThat(outlook(GIVEN, at("2026-02-12", "09:20"), last).state()).isEqualTo(State.DUE);
        assertThat(outlook(GIVEN, at("2026-02-12", "10:40"), last).state()).isEqualTo(State.DUE);
        Outlook late = outlook(GIVEN, at("2026-02-12", "10:41"), last);
        assertThat(late.state()).isEqualTo(State.LATE);
        assertThat(late.late()).extracting(Expectation::period).containsExactly(month("2026-01"));
        assertThat(late.missing()).isEmpty();
    }

    @Test
    void missesAReleaseThatALaterOneHasOvertaken() {
        Outlook outlook = outlook(
                GIVEN, at("2026-03-20", "12:00"), old("2025-12", "2026-01-19"), seen("2026-02", "2026-03-12", "09:30"));

        assertThat(outlook.state()).isEqualTo(State.QUIET);
        assertThat(outlook.missing()).extracting(Expectation::period).containsExactly(month("2026-01"));
        assertThat(outlook.next().orElseThrow().period()).isEqualTo(month("2026-03"));
    }

    @Test
    void missesAReleaseWhenTheNextIsLateToo() {
        Outlook outlook = outlook(GIVEN, at("2026-03-20", "12:00"), old("2025-12", "2026-01-19"));

        assertThat(outlook.late()).extracting(Expectation::period).containsExactly(month("2026-01"), month("2026-02"));
        assertThat(outlook.missing()).extracting(Expectation::period).containsExactly(month("2026-01"));
    }

    @Test
    void takesASeriesForDiscontinuedAfterThreeReleasesThatDidNotCome() {
        Sighting last = old("2025-12", "2026-01-19");

        assertThat(outlook(GIVEN, at("2026-04-08", "12:00"), last).state()).isEqualTo(State.LATE);
        assertThat(outlook(GIVEN, at("2026-04-20", "12:00"), last).state()).isEqualTo(State.DISCONTINUED);
    }

    @Test
    void expectsNothingAfterTheLast() {
        Publication ended =
                Series.publication("frequency: month", SECOND_THURSDAY, "files: {include: '*.csv', last: 2025-12}");

        Outlook outlook = outlook(ended, at("2026-04-20", "12:00"), old("2025-12", "2026-01-19"));

        assertThat(outlook.state()).isEqualTo(State.ENDED);
        assertThat(outlook.next()).isEmpty();
    }

    @Test
    void listsWhatIsComing() {
        ReleaseCalendar calendar = ReleaseCalendar.of(GIVEN, List.of(old("2025-12", "2026-01-19")), Series.HALF_WINDOW);

        assertThat(calendar.upcoming(at("2026-01-20", "12:00"), at("2026-04-20", "12:00")))
                .extracting(Expectation::day)
                .containsExactly(
                        LocalDate.parse("2026-02-12"), LocalDate.parse("2026-03-12"), LocalDate.parse("2026-04-09"));
        assertThat(calendar.upcoming(at("2026-01-20", "12:00"), at("2026-01-21", "12:00")))
                .isEmpty();
    }
}
