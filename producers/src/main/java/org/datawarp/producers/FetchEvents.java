package org.datawarp.producers;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.fetch.Download;
import org.datawarp.producers.fetch.KnownFile;
import org.datawarp.producers.publish.PublishedRelease;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.name.PublicationName;

/** Reports to the event log what happens to one publication's releases on their way into the raw topic. */
final class FetchEvents {

    private static final String NO_RUN = "";

    private final EventLog log;
    private final InstantSource clock;
    private final PublicationName publication;

    FetchEvents(EventLog log, InstantSource clock, PublicationName publication) {
        this.log = log;
        this.clock = clock;
        this.publication = publication;
    }

    /** @param message for a person */
    void pageRejected(String message) {
        log.record(new Event(
                EventType.PAGE_REJECTED,
                publication.value(),
                "",
                NO_RUN,
                Map.of(Fact.MESSAGE, message),
                clock.instant()));
    }

    /** @param known whether it was sent before */
    void found(DiscoveredRelease release, boolean known) {
        record(
                known ? EventType.RELEASE_SEEN : EventType.RELEASE_FOUND,
                release,
                NO_RUN,
                Map.of(Fact.FILES, count(release.files().size())));
    }

    void fetched(DiscoveredRelease release, FileLink link, Download download) {
        record(
                EventType.FILE_FETCHED,
                release,
                NO_RUN,
                Map.of(
                        Fact.FILE, link.name(),
                        Fact.BYTES, count(download.bytes()),
                        Fact.DIGEST, download.digest().value()));
    }

    void replaced(DiscoveredRelease release, FileLink link, KnownFile before, Download now) {
        record(
                EventType.FILE_REPLACED,
                release,
                NO_RUN,
                Map.of(
                        Fact.FILE, link.name(),
                        Fact.ADDRESS, link.address().toString(),
                        Fact.BEFORE, before.digest().value(),
                        Fact.DIGEST, now.digest().value()));
    }

    void rejected(DiscoveredRelease release, String file, String reason, String message) {
        record(
                EventType.FILE_REJECTED,
                release,
                NO_RUN,
                Map.of(Fact.FILE, file, Fact.REASON, reason, Fact.MESSAGE, message));
    }

    void failed(DiscoveredRelease release, List<String> problems) {
        record(EventType.RELEASE_FAILED, release, NO_RUN, Map.of(Fact.MESSAGE, String.join("\n", problems)));
    }

    void unchanged(DiscoveredRelease release, String run) {
        record(EventType.RELEASE_UNCHANGED, release, run, Map.of());
    }

    void published(DiscoveredRelease release, PublishedRelease published) {
        String run = published.run();
        published
                .sheets()
                .forEach(sheet -> record(
                        EventType.SHEET_PUBLISHED,
                        release,
                        run,
                        Map.of(
                                Fact.FILE, sheet.fileName(),
                                Fact.DIGEST, sheet.file().value(),
                                Fact.SHEET, sheet.name(),
                                Fact.ROWS, count(sheet.rows()))));
        published
                .unreadable()
                .forEach(file -> record(
                        EventType.FILE_REJECTED,
                        release,
                        run,
                        Map.of(
                                Fact.FILE, file.fileName(),
                                Fact.REASON, file.reason(),
                                Fact.MESSAGE, file.message())));
        record(
                EventType.RELEASE_PUBLISHED,
                release,
                run,
                Map.of(
                        Fact.SHEETS, count(published.sheets().size()),
                        Fact.ROWS, count(published.rows())));
    }

    private void record(EventType type, DiscoveredRelease release, String run, Map<Fact, String> facts) {
        log.record(new Event(type, publication.value(), release.name().value(), run, facts, clock.instant()));
    }

    private static String count(long number) {
        return Long.toString(number);
    }
}
