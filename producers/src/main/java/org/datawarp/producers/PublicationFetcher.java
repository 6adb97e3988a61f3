package org.datawarp.producers;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.Discovery;
import org.datawarp.producers.fetch.FetchLedger;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.producers.fetch.LedgerStore;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.period.PeriodParser;

/**
 * Loads publications from their pages into the raw topic. Several threads may each load a different publication. It
 * owns nothing that it is given.
 */
public final class PublicationFetcher {

    private final Discovery discovery;
    private final Fetcher fetcher;
    private final ReleasePublisher publisher;
    private final LedgerStore ledgers;
    private final EventLog events;
    private final InstantSource clock;
    private final UndatedLinks undated;

    /** @param ledgers what is remembered between runs */
    public PublicationFetcher(
            Discovery discovery,
            Fetcher fetcher,
            ReleasePublisher publisher,
            LedgerStore ledgers,
            EventLog events,
            InstantSource clock) {
        this.discovery = discovery;
        this.fetcher = fetcher;
        this.publisher = publisher;
        this.ledgers = ledgers;
        this.events = events;
        this.clock = clock;
        this.undated = new UndatedLinks(fetcher, publisher.sheets());
    }

    /**
     * Loads what has changed in a publication, oldest release first. A failed release is reported in the outcome, and
     * the others continue.
     *
     * @param manifest the one in force
     * @param text what {@code manifest} was read from
     * @throws IOException when the first page cannot be read, Kafka is unavailable, or the thread is interrupted
     */
    public PublicationOutcome fetch(Manifest manifest, ManifestText text, ReleaseChoice choice) throws IOException {
        PublicationName name = manifest.publication().name();
        // First of all: without a topic, everything else would be fetched in vain.
        String topicId = publisher.topicId(name);
        FetchLedger ledger = FetchLedger.open(ledgers, name);
        FetchEvents told = new FetchEvents(events, clock, name);
        Discovered discovered = discover(manifest, wanted(choice, ledger, topicId, text), ledger, told);
        List<DiscoveredRelease> chosen = discovered.releases().stream()
                .map(release -> underKnownName(release, ledger))
                .filter(release -> choice.includes(release.name()))
                .toList();

        ReleaseRun run = new ReleaseRun(fetcher, publisher, ledger, told, topicId);
        Map<ReleaseName, ReleaseOutcome> left = new HashMap<>();
        for (DiscoveredRelease release : chosen.subList(0, chosen.size() - choice.asked(chosen.size()))) {
            run.leave(release, text).ifPresent(outcome -> left.put(release.name(), outcome));
        }
        chosen.stream()
                .filter(release -> !left.containsKey(release.name()))
                .forEach(release ->
                        told.found(release, ledger.lastPublished(release.name()).isPresent()));
        List<ReleaseOutcome> outcomes = new ArrayList<>();
        for (DiscoveredRelease release : chosen) {
            ReleaseOutcome outcome = left.get(release.name());
            outcomes.add(outcome == null ? run.bring(release, manifest, text, choice.unchanged()) : outcome);
        }
        return new PublicationOutcome(name, outcomes, discovered.skipped(), discovered.unreadable());
    }

    private Discovered discover(Manifest manifest, Predicate<Period> wanted, FetchLedger ledger, FetchEvents told)
            throws IOException {
        try {
            Discovered discovered =
                    undated.resolve(discovery.releasesOf(manifest.publication(), wanted), manifest, ledger::lastFile);
            discovered.unreadable().forEach(page -> told.pageRejected(page.toString()));
            return discovered;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            told.pageRejected(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** All periods, unless the releases before the newest ones need nothing. */
    private static Predicate<Period> wanted(
            ReleaseChoice choice, FetchLedger ledger, String topicId, ManifestText text) {
        List<Period> published = ledger.published(topicId, text.publicationVersion()).stream()
                .flatMap(release -> PeriodParser.parse(release.value()).stream())
                .sorted(Comparator.reverseOrder())
                .toList();
        if (choice.revisions() != ReleaseChoice.Revisions.ON_THE_NEWEST_PAGES
                || published.size() < ReleaseChoice.ASKED
                || published.size() < ledger.releases()) {
            return period -> true;
        }
        LocalDate since = published.get(ReleaseChoice.ASKED - 1).start();
        return period -> !period.end().isBefore(since);
    }

    /** A range of one day was once named by both of its ends: a release that was loaded under such a name keeps it. */
    private static DiscoveredRelease underKnownName(DiscoveredRelease release, FetchLedger ledger) {
        ReleaseName once = new ReleaseName(
                "%s-to-%s".formatted(release.period().start(), release.period().end()));
        boolean known = release.period().kind() == PeriodKind.RANGE
                && ledger.lastPublished(once).isPresent();
        return known
                ? new DiscoveredRelease(once, release.period(), release.vintage(), release.page(), release.files())
                : release;
    }
}
