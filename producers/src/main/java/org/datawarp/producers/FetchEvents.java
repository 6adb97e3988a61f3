package org.datawarp.producers;

import java.time.InstantSource;
import java.util.Map;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.fetch.Download;
import org.datawarp.producers.publish.PublishedRelease;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.name.PublicationName;

/** Tells the event log what happens to one publication's releases on their way into the raw topic. */
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

    void found(DiscoveredRelease release) {
        record(
                EventType.RELEASE_FOUND,
                release,
                NO_RUN,
                Map.of("files", count(release.files().size())));
    }

    void fetched(DiscoveredRelease release, FileLink link, Download download) {
        record(
                EventType.FILE_FETCHED,
                release,
                NO_RUN,
                Map.of(
                        "file", link.name(),
                        "bytes", count(download.bytes()),
                        "digest", download.digest().value()));
    }

    void rejected(DiscoveredRelease release, String file, String reason, String message) {
        record(EventType.FILE_REJECTED, release, NO_RUN, Map.of("file", file, "reason", reason, "message", message));
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
                        Map.of("file", sheet.fileName(), "sheet", sheet.name(), "rows", count(sheet.rows()))));
        published
                .unreadable()
                .forEach(file -> record(
                        EventType.FILE_REJECTED,
                        release,
                        run,
                        Map.of("file", file.fileName(), "reason", file.reason(), "message", file.message())));
        record(
                EventType.RELEASE_PUBLISHED,
                release,
                run,
                Map.of(
                        "sheets", count(published.sheets().size()),
                        "rows", count(published.rows())));
    }

    private void record(EventType type, DiscoveredRelease release, String run, Map<String, String> facts) {
        log.record(new Event(type, publication.value(), release.name().value(), run, facts, clock.instant()));
    }

    private static String count(long number) {
        return Long.toString(number);
    }
}
