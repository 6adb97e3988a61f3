package org.datawarp.producers.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.period.Period;

/** A monthly publication and when its releases were seen. */
final class Series {

    static final ZoneId LONDON = ZoneId.of("Europe/London");
    static final Duration HALF_WINDOW = Duration.ofMinutes(10);

    private Series() {}

    /** @param keys of its publication.yaml, besides those that every one has */
    static Publication publication(String... keys) {
        String text = """
                publication: visits
                title: Visits
                publisher: An office
                licence: OGL-UK-3.0
                landing-page: https://stats.example/visits/
                """ + String.join("\n", keys) + "\n";
        String files = text.contains("files:") ? "" : "files: {include: '*.csv'}\n";
        String dataset = """
                dataset: visits
                title: Visits
                description: Visits
                fields: [{name: org_code, headings: Org, role: key}]
                """;
        return new ManifestReader()
                .read(new ManifestText(
                        new TreeMap<>(Map.of(ManifestText.PUBLICATION_FILE, text + files, "visits.yaml", dataset))))
                .publication();
    }

    static Period month(String month) {
        return Period.month(YearMonth.parse(month));
    }

    static Instant at(String day, String time) {
        return LocalDate.parse(day).atTime(LocalTime.parse(time)).atZone(LONDON).toInstant();
    }

    /** Already there at the first check. */
    static Sighting old(String month, String day) {
        return new Sighting(month(month), at(day, "12:00"), null);
    }

    /** Seen at a time of day, a quarter of a minute after a check without it. */
    static Sighting seen(String month, String day, String time) {
        Instant seen = at(day, time);
        return new Sighting(month(month), seen, seen.minusSeconds(15));
    }

    static List<Sighting> and(List<Sighting> some, Sighting... more) {
        List<Sighting> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
