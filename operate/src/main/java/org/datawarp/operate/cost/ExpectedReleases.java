package org.datawarp.operate.cost;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.datawarp.operate.schedule.CalendarEntry;
import org.datawarp.producers.schedule.Outlook;
import org.datawarp.schemas.manifest.Frequency;
import org.datawarp.schemas.name.PublicationName;

/**
 * The number of releases of a publication that are expected until the end of the month.
 *
 * @param number may be a fraction, if only the frequency of releases is known and not their dates
 * @param from where the number comes from, in words
 */
record ExpectedReleases(PublicationName publication, double number, String from) {

    private static final double DAYS_A_MONTH = 365.25 / 12;

    /**
     * The releases that the calendar expects before a time, including late ones; without a calendar, an estimate from
     * their frequency.
     */
    static ExpectedReleases of(CalendarEntry entry, Instant now, Instant until) {
        PublicationName publication = entry.publication().name();
        Outlook.State state = entry.outlook().state();
        boolean isOver = state == Outlook.State.ENDED || state == Outlook.State.DISCONTINUED;
        Frequency frequency = entry.publication().frequency();
        if (isOver) {
            return new ExpectedReleases(publication, 0, "no more are expected");
        }
        if (state != Outlook.State.UNKNOWN && state != Outlook.State.IRREGULAR) {
            long late = entry.outlook().late().stream()
                    .filter(one -> !entry.outlook().missing().contains(one))
                    .count();
            return new ExpectedReleases(publication, late + entry.upcoming().size(), "calendar");
        }
        if (frequency == Frequency.IRREGULAR) {
            return new ExpectedReleases(publication, 0, "dates unknown");
        }
        double days = Duration.between(now, until).toSeconds()
                / (double) Duration.ofDays(1).toSeconds();
        return new ExpectedReleases(publication, days / daysBetween(frequency), "one a " + word(frequency));
    }

    private static String word(Frequency frequency) {
        return frequency.name().toLowerCase(Locale.ROOT);
    }

    private static double daysBetween(Frequency frequency) {
        return switch (frequency) {
            case DAY -> 1;
            case WEEK -> 7;
            case MONTH -> DAYS_A_MONTH;
            case QUARTER -> 3 * DAYS_A_MONTH;
            case YEAR -> 12 * DAYS_A_MONTH;
            case IRREGULAR -> Double.POSITIVE_INFINITY;
        };
    }
}
