package org.datawarp.producers.schedule;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.datawarp.schemas.manifest.Schedule;

/**
 * The time of day at which a release usually appears.
 *
 * @param spread how much earlier or later it may well be
 * @param releases the number of releases from which it was learned; 0 when it was given or assumed
 */
record UsualTime(LocalTime time, Duration spread, int releases) {

    /** When official statistics of the United Kingdom appear, unless something better is known. */
    static final LocalTime OFFICIAL = LocalTime.of(9, 30);

    private static final int MOST = 12;

    /** A wider gap between two checks says nothing about the time of day. */
    private static final Duration TELLS_THE_TIME = Duration.ofHours(4);

    /** Publishers release some minutes sooner or later. */
    private static final int TOLERANCE_SECONDS = 300;

    private static final int DAY_SECONDS = 24 * 60 * 60;

    /** From the manifest, else learned, else the usual time. */
    static UsualTime of(Schedule schedule, List<Sighting> sightings) {
        return schedule.time() != null
                ? new UsualTime(schedule.time(), Duration.ZERO, 0)
                : learned(sightings, schedule.zone()).orElseGet(() -> new UsualTime(OFFICIAL, Duration.ZERO, 0));
    }

    /**
     * Each sighting says that its release appeared between two checks; the usual time is the one that fits most of
     * them.
     */
    static Optional<UsualTime> learned(List<Sighting> sightings, ZoneId zone) {
        List<Gap> gaps = sightings.stream()
                .sorted(Comparator.comparing(Sighting::seenAt).reversed())
                .flatMap(sighting -> Gap.of(sighting, zone).stream())
                .limit(MOST)
                .toList();
        if (gaps.size() < UsualDay.FEWEST) {
            return Optional.empty();
        }
        TreeSet<Integer> bounds = new TreeSet<>();
        gaps.forEach(gap -> bounds.addAll(List.of(gap.from, gap.to)));
        List<Gap> between = new ArrayList<>();
        for (Integer from : bounds) {
            Integer to = bounds.higher(from);
            if (to != null) {
                between.add(new Gap(from, to));
            }
        }
        Gap best = between.stream()
                .max(Comparator.comparingLong((Gap gap) -> gap.agreeing(gaps))
                        .thenComparingInt(gap -> gap.from - gap.to))
                .orElseThrow();
        return best.agreeing(gaps) * 2 > gaps.size() ? Optional.of(best.usual(gaps.size())) : Optional.empty();
    }

    /** Two moments of a day, in seconds. */
    private record Gap(int from, int to) {

        static Optional<Gap> of(Sighting sighting, ZoneId zone) {
            if (sighting.missedAt() == null
                    || Duration.between(sighting.missedAt(), sighting.seenAt()).compareTo(TELLS_THE_TIME) > 0) {
                return Optional.empty();
            }
            ZonedDateTime missed = sighting.missedAt().atZone(zone);
            ZonedDateTime seen = sighting.seenAt().atZone(zone);
            if (!missed.toLocalDate().equals(seen.toLocalDate())) {
                return Optional.empty();
            }
            return Optional.of(new Gap(
                    Math.max(missed.toLocalTime().toSecondOfDay() - TOLERANCE_SECONDS, 0),
                    Math.min(seen.toLocalTime().toSecondOfDay() + TOLERANCE_SECONDS, DAY_SECONDS - 1)));
        }

        long agreeing(List<Gap> others) {
            return others.stream()
                    .filter(other -> other.from <= from && other.to >= to)
                    .count();
        }

        UsualTime usual(int releases) {
            return new UsualTime(
                    LocalTime.ofSecondOfDay((from + to) / 2).withSecond(0),
                    Duration.ofSeconds((to - from + 1) / 2),
                    releases);
        }
    }
}
