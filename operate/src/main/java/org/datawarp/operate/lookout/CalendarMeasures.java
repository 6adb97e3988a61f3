package org.datawarp.operate.lookout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.datawarp.operate.metrics.Measurement;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.schedule.CalendarEntry;
import org.datawarp.operate.store.WatchStore.Seen;
import org.datawarp.operate.store.WatchStore.Watch;
import org.datawarp.producers.schedule.Expectation;
import org.datawarp.producers.schedule.Outlook;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.name.PublicationName;

/**
 * Which releases did not come, and which pages cannot be read.
 *
 * @param halfWindow how long before and after its time a release is looked for
 * @param sightings the releases that were seen of a publication
 */
record CalendarMeasures(Duration halfWindow, Function<PublicationName, List<Seen>> sightings) {

    /** A message with more of them is not read. */
    private static final int MOST_NAMED = 5;

    /**
     * Compares the calendar with what was seen.
     *
     * @param publications those whose releases are expected
     */
    void measure(List<Publication> publications, List<Watch> watched, Instant now, Measurements into) {
        Map<PublicationName, Watch> watches =
                watched.stream().collect(Collectors.toMap(Watch::publication, Function.identity()));
        List<Measurement> unread = new ArrayList<>();
        List<Measurement> late = new ArrayList<>();
        List<Measurement> missing = new ArrayList<>();
        List<Measurement> discontinued = new ArrayList<>();
        for (Publication publication : publications) {
            PublicationName name = publication.name();
            Watch watch = watches.get(name);
            if (watch != null && watch.lookedAt() != null) {
                Duration since = Duration.between(watch.lookedAt(), now);
                unread.add(
                        Measurement.of(since.toSeconds(), List.of(name.value()), "last read at " + watch.lookedAt()));
            }
            Outlook outlook = CalendarEntry.outlook(publication, sightings.apply(name), halfWindow, now);
            boolean ended = outlook.state() == Outlook.State.DISCONTINUED;
            List<Expectation> overtaken = new ArrayList<>(outlook.missing());
            List<Expectation> newest = new ArrayList<>(outlook.late());
            newest.removeAll(overtaken);
            if (ended) {
                // One call is enough: what is late is part of it.
                overtaken.removeAll(outlook.late());
            }
            late.add(measurement(name, ended ? List.of() : newest));
            missing.add(measurement(name, overtaken));
            discontinued.add(measurement(name, ended ? outlook.late().subList(0, 1) : List.of()));
        }
        into.put(Metric.FETCH_UNREAD_SECONDS, unread)
                .put(Metric.FETCH_LATE_RELEASES, late)
                .put(Metric.FETCH_MISSING_RELEASES, missing)
                .put(Metric.FETCH_DISCONTINUED, discontinued);
    }

    private static Measurement measurement(PublicationName publication, List<Expectation> expected) {
        String words = expected.stream()
                .limit(MOST_NAMED)
                .map(one -> "%s, expected at %s (%s)"
                        .formatted(one.period().label(), one.at().toOffsetDateTime(), CalendarEntry.basis(one)))
                .collect(Collectors.joining("\n"));
        String more = expected.size() > MOST_NAMED ? "\nand %,d more".formatted(expected.size() - MOST_NAMED) : "";
        return Measurement.of(expected.size(), List.of(publication.value()), words + more);
    }
}
