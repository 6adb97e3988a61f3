package org.datawarp.schemas.manifest;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.datawarp.schemas.manifest.Schedule.Announced;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodParser;
import org.jspecify.annotations.Nullable;

/** The key {@code schedule} of a {@code publication.yaml}. */
final class ScheduleReader {

    private static final int MOST_DAYS = 400;
    private static final int MOST_MONTHS = 24;
    private static final int DATE_LENGTH = 10;

    private ScheduleReader() {}

    static Schedule read(Node publication) {
        Node node = publication.node("schedule");
        if (node == null) {
            return Schedule.UNKNOWN;
        }
        try (node) {
            return new Schedule(
                    node.has("zone") ? node.made("zone", ScheduleReader::zone, Schedule.LONDON) : Schedule.LONDON,
                    node.madeIfThere("time", ScheduleReader::time),
                    day(node),
                    dates(node));
        }
    }

    /** There are two ways to give it; they cannot be mixed. */
    private static @Nullable ReleaseDay day(Node node) {
        DayOfWeek weekday = node.has("weekday") ? node.choice("weekday", DayOfWeek.class, DayOfWeek.THURSDAY) : null;
        boolean afterPeriod = node.has("lag-days");
        boolean months = node.has("lag-months");
        boolean week = node.has("week");
        boolean inMonth = months || week;
        if (afterPeriod && inMonth) {
            node.problem(
                    "lag-days", "cannot be combined with lag-months and week: give lag-days, or lag-months with week");
            return null;
        }
        if (inMonth) {
            return inMonth(node, weekday);
        }
        if (!afterPeriod && weekday != null) {
            node.problem("weekday", "gives no day without lag-days, or lag-months with week");
        }
        return afterPeriod ? new ReleaseDay.AfterPeriod(node.number("lag-days", 0, 0, MOST_DAYS), weekday) : null;
    }

    private static @Nullable ReleaseDay inMonth(Node node, @Nullable DayOfWeek weekday) {
        int months = node.number("lag-months", 0, 0, MOST_MONTHS);
        int week = node.number("week", 1, 1, ReleaseDay.InMonth.LAST_WEEK);
        if (weekday == null || !node.has("week")) {
            node.problem(weekday == null ? "weekday" : "week", "is missing: lag-months needs week and weekday");
            return null;
        }
        return new ReleaseDay.InMonth(months, week, weekday);
    }

    private static Map<String, Announced> dates(Node node) {
        Map<String, Announced> all = new LinkedHashMap<>();
        node.textMap("dates").forEach((label, text) -> {
            try {
                all.put(period(label).label(), announced(text));
            } catch (IllegalArgumentException e) {
                node.problem("dates." + label, String.valueOf(e.getMessage()));
            }
        });
        return all;
    }

    private static Period period(String label) {
        return PeriodParser.parse(label)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"%s\" is not a period: expected a form such as 2025-03, 2025-q1 or 2024-25"
                                .formatted(label)));
    }

    private static Announced announced(String text) {
        try {
            if (text.length() == DATE_LENGTH) {
                return new Announced(LocalDate.parse(text), null);
            }
            LocalDateTime moment = LocalDateTime.parse(text);
            return new Announced(moment.toLocalDate(), moment.toLocalTime());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a day: expected 2025-05-15, or 2025-05-15T09:30".formatted(text), e);
        }
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a time of day: expected a form such as \"09:30\", in quotes".formatted(text), e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a time zone: expected a name such as Europe/London".formatted(text), e);
        }
    }
}
