package org.datawarp.operate.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.datawarp.operate.schedule.CalendarEntry;
import org.datawarp.operate.schedule.CalendarEntry.Awaited;
import org.datawarp.operate.schedule.CalendarEntry.Standing;
import org.datawarp.operate.store.WatchStore.Watch;
import org.datawarp.operate.vitals.DatabaseSigns;
import org.datawarp.producers.schedule.Expectation;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.status.PublicationStatus;
import org.datawarp.schemas.status.PublicationStatus.Expected;
import org.datawarp.schemas.status.PublicationStatus.Held;
import org.datawarp.schemas.status.StatusReport;
import org.datawarp.streams.release.ReleaseStatus;
import org.jspecify.annotations.Nullable;

/** Puts a report together from what the database records. */
public final class StatusReading {

    /** How far ahead it shows what is expected. */
    public static final Duration AHEAD = Duration.ofDays(31);

    /** Of a daily series, a month of releases that are not due yet says no more than a few. */
    private static final int MOST_AHEAD = 5;

    private StatusReading() {}

    /**
     * Makes the report.
     *
     * @param manifests of all publications
     * @param entries what the calendar expects of them, up to {@link #AHEAD}
     * @param steps when releases last passed stages
     * @param held what is held now
     */
    public static StatusReport of(
            List<Manifest> manifests,
            List<CalendarEntry> entries,
            List<DatabaseSigns.Step> steps,
            List<ReleaseStatus> held,
            Moment moment) {
        Map<String, CalendarEntry> expected = entries.stream()
                .collect(Collectors.toMap(entry -> entry.publication().name().value(), entry -> entry));
        Map<String, SortedMap<String, Instant>> stages = new HashMap<>();
        steps.forEach(step -> stages.computeIfAbsent(step.publication(), first -> new TreeMap<>())
                .put(step.stage().word(), second(step.at())));
        List<PublicationStatus> all = new ArrayList<>();
        for (Manifest manifest : manifests) {
            CalendarEntry entry = expected.get(manifest.publication().name().value());
            if (entry != null) {
                all.add(of(manifest, entry, stages, held, moment.now()));
            }
        }
        all.sort(Comparator.comparing(PublicationStatus::publication));
        return new StatusReport(second(moment.now()), moment.waits(), all);
    }

    /** @param waits what publishing waits for then, in words */
    public record Moment(Instant now, List<String> waits) {

        public Moment {
            waits = List.copyOf(waits);
        }
    }

    private static PublicationStatus of(
            Manifest manifest,
            CalendarEntry entry,
            Map<String, SortedMap<String, Instant>> stages,
            List<ReleaseStatus> held,
            Instant now) {
        Publication publication = manifest.publication();
        String name = publication.name().value();
        var datasets = manifest.datasets().stream()
                .map(dataset -> dataset.name().value())
                .collect(Collectors.toSet());
        return new PublicationStatus(
                name,
                publication.title(),
                publication.publisher(),
                publication.landingPage().toString(),
                word(entry.outlook().state()),
                entry.lastSeen().map(seen -> seen.release().value()).orElse(null),
                lookedAt(entry),
                stages.getOrDefault(name, new TreeMap<>()),
                expected(entry.awaited(now)),
                held.stream()
                        .filter(release -> release.publication().equals(publication.name()))
                        .map(release -> new Held(
                                release.release().value(),
                                release.vintage(),
                                second(release.closedAt() == null ? release.openedAt() : release.closedAt()),
                                release.reasons().stream()
                                        .map(reason -> HoldWords.of(reason, datasets))
                                        .distinct()
                                        .toList()))
                        .toList());
    }

    private static List<Expected> expected(List<Awaited> awaited) {
        List<Expected> all = new ArrayList<>();
        awaited.stream()
                .filter(one -> one.standing() != Standing.EXPECTED)
                .map(StatusReading::expected)
                .forEach(all::add);
        awaited.stream()
                .filter(one -> one.standing() == Standing.EXPECTED)
                .limit(MOST_AHEAD)
                .map(StatusReading::expected)
                .forEach(all::add);
        return all;
    }

    private static Expected expected(Awaited awaited) {
        Expectation first = awaited.first();
        int releases = awaited.releases().size();
        return new Expected(
                first.period().label(),
                releases == 1 ? null : awaited.last().period().label(),
                releases,
                word(awaited.standing()),
                first.at().toInstant(),
                first.early(),
                first.late(),
                CalendarEntry.basis(first));
    }

    private static @Nullable Instant lookedAt(CalendarEntry entry) {
        Instant looked = entry.watch().map(Watch::lookedAt).orElse(null);
        return looked == null ? null : second(looked);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
