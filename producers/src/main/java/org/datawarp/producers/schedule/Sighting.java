package org.datawarp.producers.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.datawarp.schemas.period.Period;
import org.jspecify.annotations.Nullable;

/**
 * A release that was seen when its page was checked.
 *
 * @param seenAt when it was first seen
 * @param missedAt the last check before that; null when it was there at the first check, which says nothing about when
 *     it appeared
 */
public record Sighting(
        Period period, Instant seenAt, @Nullable Instant missedAt) {

    /** With a wider gap, not even the day is known. */
    private static final Duration TELLS_THE_DAY = Duration.ofHours(26);

    /** No publisher is earlier: a release seen before this time appeared the day before. */
    private static final LocalTime MORNING = LocalTime.of(6, 0);

    /** The day on which it appeared; empty when that is not known. */
    Optional<LocalDate> day(ZoneId zone) {
        if (missedAt == null || Duration.between(missedAt, seenAt).compareTo(TELLS_THE_DAY) > 0) {
            return Optional.empty();
        }
        ZonedDateTime seen = seenAt.atZone(zone);
        boolean overnight = seen.toLocalTime().isBefore(MORNING)
                && missedAt.atZone(zone).toLocalDate().isBefore(seen.toLocalDate());
        return Optional.of(overnight ? seen.toLocalDate().minusDays(1) : seen.toLocalDate());
    }

    /** Whether it appeared between two checks, and not before the first. */
    boolean isWatched() {
        return missedAt != null;
    }
}
