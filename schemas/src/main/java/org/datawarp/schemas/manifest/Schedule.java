package org.datawarp.schemas.manifest;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When releases appear, as far as the publisher says; the rest is learned from when they were seen.
 *
 * @param zone where the publisher's clocks hang
 * @param time of the day; null when not given
 * @param day null when not given
 * @param dates announced for single releases, by the label of their period: they go before everything else
 */
public record Schedule(
        ZoneId zone, @Nullable LocalTime time, @Nullable ReleaseDay day, Map<String, Announced> dates) {

    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** Nothing is given. */
    public static final Schedule UNKNOWN = new Schedule(LONDON, null, null, Map.of());

    public Schedule {
        dates = Map.copyOf(dates);
    }

    /**
     * When the publisher says that a release will appear.
     *
     * @param time null when only the day is announced
     */
    public record Announced(LocalDate day, @Nullable LocalTime time) {}
}
