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
    private final Admin admin;
    private final ReleasePublisher publisher;
    private final PublicationFetcher fetcher;

    private FetchRole(FileSource source, Admin admin, ReleasePublisher publisher, PublicationFetcher fetcher) {
        this.source = source;
        this.admin = admin;
        this.publisher = publisher;
        this.fetcher = fetcher;
    }

    /** @param kafka client properties of where raw rows go */
    public static FetchRole start(Settings settings, Map<String, Object> kafka, EventLog events) throws IOException {
        FileSource source = FileSource.open(settings);
        Admin admin = Admin.create(kafka);
        ReleasePublisher publisher = new ReleasePublisher(
                ReleasePublisher.producer(kafka),
                RawTopics.through(admin, settings.partitions()),
                source.reader(),
                InstantSource.system());
        PublicationFetcher fetcher = new PublicationFetcher(
                source.discovery(),
                source.fetcher(),
                publisher,
                settings.dataDirectory().resolve("ledger"),
                events,
                InstantSource.system());
        return new FetchRole(source, admin, publisher, fetcher);
    }

    /** Brings what has changed of a publication, or what the choice says. */
    public PublicationOutcome fetch(PublicationManifest manifest, ReleaseChoice choice) throws IOException {
        return fetcher.fetch(manifest.manifest(), manifest.text(), choice);
    }

    @Override
    public void close() throws IOException {
        publisher.close();
        admin.close();
        source.close();
    }
}
