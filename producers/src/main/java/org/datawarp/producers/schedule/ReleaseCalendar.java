package org.datawarp.producers.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.datawarp.producers.schedule.Expectation.Basis;
import org.datawarp.producers.schedule.Outlook.State;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.manifest.Schedule;
import org.datawarp.schemas.manifest.Schedule.Announced;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodParser;
import org.jspecify.annotations.Nullable;

/**
 * When the releases of one publication are expected: as its manifest says, or else as learned from when releases were
 * seen. Immutable.
 */
public final class ReleaseCalendar {

    /** When this many releases in a row, over this long a time, do not appear, no more are expected. */
    private static final int DISCONTINUED_AFTER = 3;

    private static final Duration DISCONTINUED_NOT_BEFORE = Duration.ofDays(60);

    /** Enough for a daily series that was not checked for years. */
    private static final int MOST_PERIODS = 4_000;

    private final Schedule schedule;
    private final ReleasePeriods periods;
    private final @Nullable Period last;
    private final List<Sighting> sightings;
    private final @Nullable UsualDay day;
    private final UsualTime time;
    private final Duration halfWindow;

    private ReleaseCalendar(Publication publication, List<Sighting> sightings, Duration halfWindow) {
        this.schedule = publication.schedule();
        this.periods =
                new ReleasePeriods(publication.frequency(), publication.files().months());
        this.last = publication.files().last();
        this.sightings = List.copyOf(sightings);
        this.halfWindow = halfWindow;
        List<Sighting> news = news(sightings);
        this.time = UsualTime.of(schedule, news);
        this.day = schedule.day() != null
                ? UsualDay.given(schedule.day())
                : UsualDay.learned(news, schedule.zone()).orElse(null);
    }

    /** Those that were the newest of all when they were seen: the others were added to the page later. */
    private static List<Sighting> news(List<Sighting> sightings) {
        List<Sighting> news = new ArrayList<>();
        Period newest = null;
        Comparator<Sighting> newestOfALookFirst =
                Comparator.comparing(Sighting::seenAt).thenComparing(Sighting::period, Comparator.reverseOrder());
        for (Sighting sighting : sightings.stream().sorted(newestOfALookFirst).toList()) {
            if (newest == null || sighting.period().end().isAfter(newest.end())) {
                newest = sighting.period();
                news.add(sighting);
            }
        }
        return news;
    }

    /**
     * Creates a publication's calendar.
     *
     * @param sightings of its releases, in any order
     * @param halfWindow how long before and after its time to look for a release, at least
     */
    public static ReleaseCalendar of(Publication publication, List<Sighting> sightings, Duration halfWindow) {
        return new ReleaseCalendar(publication, sightings, halfWindow);
    }

    /** What to expect at a moment. */
    public Outlook at(Instant now) {
        Set<LocalDate> seen = new HashSet<>();
        sightings.forEach(sighting -> seen.add(sighting.period().end()));
        Optional<Sighting> latest = sightings.stream().max(Comparator.comparing(Sighting::period));
        List<Expectation> late = new ArrayList<>();
        List<Expectation> missing = new ArrayList<>();
        Optional<Expectation> next = Optional.empty();
        for (Expectation expected : expected(MOST_PERIODS, now)) {
            if (seen.contains(expected.period().end())) {
                continue;
            }
            boolean overtaken = latest.isPresent()
                    && expected.period().end().isBefore(latest.get().period().end());
            if (overtaken) {
                missing.add(expected);
            } else if (expected.deadline().isBefore(now)) {
                late.add(expected);
            } else {
                next = Optional.of(expected);
                break;
            }
        }
        missing.addAll(late.subList(0, Math.max(late.size() - 1, 0)));
        return new Outlook(state(late, next, now), latest, next, late, missing);
    }

    private State state(List<Expectation> late, Optional<Expectation> next, Instant now) {
        if (late.size() >= DISCONTINUED_AFTER
                && late.get(0).deadline().plus(DISCONTINUED_NOT_BEFORE).isBefore(now)) {
            return State.DISCONTINUED;
        }
        if (!late.isEmpty()) {
            return State.LATE;
        }
        if (next.isPresent()) {
            return next.get().opens().isAfter(now) ? State.QUIET : State.DUE;
        }
        boolean ended = last != null
                && sightings.stream()
                        .anyMatch(sighting -> !sighting.period().end().isBefore(last.end()));
        if (ended) {
            return State.ENDED;
        }
        return periods.areIrregular() ? State.IRREGULAR : State.UNKNOWN;
    }

    /** The releases expected from a moment on and before another, in order. */
    public List<Expectation> upcoming(Instant from, Instant until) {
        List<Expectation> all = new ArrayList<>();
        at(from).next().ifPresent(all::add);
        for (int i = 0; i < all.size() && all.size() < MOST_PERIODS; i++) {
            periods.after(all.get(i).period()).flatMap(this::expectation).ifPresent(all::add);
            if (!all.get(all.size() - 1).at().toInstant().isBefore(until)) {
                break;
            }
        }
        return all.stream()
                .filter(expected -> expected.at().toInstant().isBefore(until))
                .toList();
    }

    /** Those after the newest one found at the first check, up to the first whose time has not come. */
    private List<Expectation> expected(int atMost, Instant now) {
        List<Expectation> all = new ArrayList<>(announcedAlone());
        Optional<Period> period = sightings.stream()
                .filter(sighting -> !sighting.isWatched())
                .map(Sighting::period)
                .max(Comparator.naturalOrder())
                .or(() -> sightings.stream().map(Sighting::period).min(Comparator.naturalOrder()))
                .flatMap(periods::after);
        Optional<Period> newest = sightings.stream().map(Sighting::period).max(Comparator.naturalOrder());
        while (period.isPresent() && all.size() < atMost) {
            Optional<Expectation> expected = expectation(period.get());
            expected.ifPresent(all::add);
            boolean beyond = newest.isPresent()
                    && period.get().end().isAfter(newest.get().end());
            if (beyond && (expected.isEmpty() || expected.get().deadline().isAfter(now))) {
                break;
            }
            period = periods.after(period.get());
        }
        return all;
    }

    /** When it is not known which period comes next, only the announced releases are expected. */
    private List<Expectation> announcedAlone() {
        boolean known =
                !sightings.isEmpty() && periods.after(sightings.get(0).period()).isPresent();
        return known
                ? List.of()
                : schedule.dates().keySet().stream()
                        .flatMap(label -> PeriodParser.parse(label).stream())
                        .flatMap(period -> expectation(period).stream())
                        .sorted(Comparator.comparing(Expectation::opens))
                        .toList();
    }

    private Optional<Expectation> expectation(Period period) {
        if (last != null && period.end().isAfter(last.end())) {
            return Optional.empty();
        }
        Announced announced = schedule.dates().get(period.label());
        if (announced != null) {
            LocalTime at = announced.time() == null ? time.time() : announced.time();
            return Optional.of(new Expectation(
                    period,
                    ZonedDateTime.of(announced.day(), at, schedule.zone()),
                    0,
                    0,
                    announced.time() == null ? spread() : halfWindow,
                    Basis.ANNOUNCED,
                    0));
        }
        if (day == null) {
            return Optional.empty();
        }
        return Optional.of(new Expectation(
                period,
                ZonedDateTime.of(day.of(period), time.time(), schedule.zone()),
                day.early(),
                day.late(),
                spread(),
                schedule.day() != null ? Basis.GIVEN : Basis.LEARNED,
                Math.max(day.releases(), time.releases())));
    }

    private Duration spread() {
        return time.spread().compareTo(halfWindow) > 0 ? time.spread() : halfWindow;
    }
}
