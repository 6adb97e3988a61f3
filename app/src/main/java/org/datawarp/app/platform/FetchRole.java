package org.datawarp.app.platform;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.datawarp.app.setting.Settings;
import org.datawarp.producers.PublicationFetcher;
import org.datawarp.producers.PublicationOutcome;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.producers.publish.RawTopics;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.schemas.event.EventLog;

/** Brings publications from their pages into the raw topics. Owned and closed by one thread. */
public final class FetchRole implements AutoCloseable {

    private final FileSource source;
    private final Backlog backlog;
    private final Admin admin;
    private final ReleasePublisher publisher;
    private final PublicationFetcher fetcher;

    private FetchRole(
            FileSource source, Backlog backlog, Admin admin, ReleasePublisher publisher, PublicationFetcher fetcher) {
        this.source = source;
        this.backlog = backlog;
        this.admin = admin;
        this.publisher = publisher;
        this.fetcher = fetcher;
    }

    /**
     * Starts it: it brings no more than those who come behind it keep up with.
     *
     * @param stop ends its waiting for them
     */
    public static FetchRole start(Settings settings, Endpoints endpoints, EventLog events, StopSignal stop)
            throws IOException {
        FileSource source = FileSource.open(settings);
        Backlog backlog = Backlog.open(settings, endpoints);
        Map<String, Object> kafka = endpoints.kafkaProperties();
        Admin admin = Admin.create(kafka);
        ReleasePublisher publisher = new ReleasePublisher(
                ReleasePublisher.producer(kafka),
                RawTopics.through(admin, settings.partitions()),
                source.reader(),
                InstantSource.system(),
                new FetchThrottle(backlog, events, InstantSource.system(), stop, FetchThrottle.BETWEEN_MEASUREMENTS));
        PublicationFetcher fetcher = new PublicationFetcher(
                source.discovery(),
                source.fetcher(),
                publisher,
                settings.dataDirectory().resolve("ledger"),
                events,
                InstantSource.system());
        return new FetchRole(source, backlog, admin, publisher, fetcher);
    }

    /** Brings what has changed of a publication, or what the choice says. */
    public PublicationOutcome fetch(PublicationManifest manifest, ReleaseChoice choice) throws IOException {
        return fetcher.fetch(manifest.manifest(), manifest.text(), choice);
    }

    @Override
    public void close() throws IOException {
        publisher.close();
        admin.close();
        backlog.close();
        source.close();
    }
}
