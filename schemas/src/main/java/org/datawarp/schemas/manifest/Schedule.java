package org.datawarp.schemas.manifest;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When releases appear, as far as the publisher says. The rest is learned from when they were seen.
 *
 * @param zone the publisher's time zone
 * @param time of the day; null when not given
 * @param day null when not given
 * @param dates announced for single releases, by the label of their period: they have precedence over everything else
 */
public record Schedule(
        ZoneId zone, @Nullable LocalTime time, @Nullable ReleaseDay day, Map<String, Announced> dates) {

    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** A schedule that gives nothing. */
    public static final Schedule UNKNOWN = new Schedule(LONDON, null, null, Map.of());

    public Schedule {
        dates = Map.copyOf(dates);
    }

    /**
     * When a release will appear, according to the publisher.
     *
     * @param time null when only the day is announced
     */
    public record Announced(LocalDate day, @Nullable LocalTime time) {}
}
