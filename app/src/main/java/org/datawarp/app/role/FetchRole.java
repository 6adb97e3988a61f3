package org.datawarp.app.role;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.datawarp.author.source.FileSource;
import org.datawarp.operate.pressure.Backlog;
import org.datawarp.operate.pressure.FetchThrottle;
import org.datawarp.operate.schedule.Turn;
import org.datawarp.operate.schedule.WatchSettings;
import org.datawarp.operate.schedule.Watching;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.PublicationFetcher;
import org.datawarp.producers.PublicationOutcome;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.producers.fetch.LedgerStore;
import org.datawarp.producers.publish.RawTopics;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.producers.schedule.PollPlan;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.PublicationName;

/** Fetches publications from their pages into the raw topics. Owned and closed by one thread. */
public final class FetchRole implements AutoCloseable {

    private final FileSource source;
    private final Backlog backlog;
    private final Admin admin;
    private final ReleasePublisher publisher;
    private final PublicationFetcher fetcher;
    private final Watching watching;
    private final Duration between;
    private final Map<PublicationName, Instant> readWhole = new HashMap<>();

    private FetchRole(
            FileSource source,
            Backlog backlog,
            Admin admin,
            ReleasePublisher publisher,
            PublicationFetcher fetcher,
            Watching watching,
            Duration between) {
        this.between = between;
        this.source = source;
        this.backlog = backlog;
        this.watching = watching;
        this.admin = admin;
        this.publisher = publisher;
        this.fetcher = fetcher;
    }

    /**
     * Starts it. It fetches no faster than the later steps can follow.
     *
     * @param stop ends the wait for them
     */
    public static FetchRole start(Settings settings, Endpoints endpoints, EventLog events, StopSignal stop)
            throws IOException {
        return start(settings, endpoints, events, stop, FetchThrottle.BETWEEN_MEASUREMENTS);
    }

    /** @param betweenMeasurements how often to measure whether the later steps keep up */
    public static FetchRole start(
            Settings settings, Endpoints endpoints, EventLog events, StopSignal stop, Duration betweenMeasurements)
            throws IOException {
        FileSource source = FileSource.open(settings);
        Backlog backlog = Backlog.open(settings, endpoints);
        Map<String, Object> kafka = endpoints.kafkaProperties();
        Watching watching = watching(settings, endpoints, events);
        Admin admin = Admin.create(kafka);
        ReleasePublisher publisher = new ReleasePublisher(
                ReleasePublisher.producer(kafka),
                RawTopics.through(admin, kafka, settings.partitions()),
                source.reader(),
                InstantSource.system(),
                new FetchThrottle(backlog, events, InstantSource.system(), stop, betweenMeasurements));
        PublicationFetcher fetcher = new PublicationFetcher(
                source.discovery(), source.fetcher(), publisher, watching, events, InstantSource.system());
        return new FetchRole(
                source,
                backlog,
                admin,
                publisher,
                fetcher,
                watching,
                settings.polling().calendar().between());
    }

    private static Watching watching(Settings settings, Endpoints endpoints, EventLog events) {
        Settings.Database database = endpoints.database(DatabaseRole.WRITER);
        Settings.Polling polling = settings.polling();
        return new Watching(
                new WatchStore(database.settings()),
                LedgerStore.in(settings.dataDirectory().resolve("ledger")),
                new WatchSettings(
                        Optional.ofNullable(polling.every()),
                        polling.calendar(),
                        polling.halfWindow(),
                        settings.source().isLive()),
                new PollPlan(polling.calendar(), RandomGenerator.getDefault()),
                events,
                InstantSource.system());
    }

    /**
     * Fetches what has changed in a publication, or what the choice says, unless another instance checks it now.
     *
     * @throws org.datawarp.operate.schedule.LeaseTakenException when another instance keeps checking
     */
    public PublicationOutcome fetch(PublicationManifest manifest, ReleaseChoice choice) throws IOException {
        try (Turn turn = watching.await(publication(manifest), version(manifest))) {
            return look(manifest, choice, turn);
        }
    }

    /** As {@link #fetch}; empty when no check is due, or another instance checks. */
    public Optional<PublicationOutcome> fetchIfDue(PublicationManifest manifest, ReleaseChoice choice)
            throws IOException {
        Optional<Turn> mine = watching.takeIfDue(publication(manifest), version(manifest));
        if (mine.isEmpty()) {
            return Optional.empty();
        }
        try (Turn turn = mine.get()) {
            return Optional.of(look(manifest, narrowed(manifest, choice), turn));
        }
    }

    /** The publications that may be due for a check. */
    public List<PublicationManifest> due(List<PublicationManifest> manifests) {
        Map<PublicationName, String> versions =
                manifests.stream().collect(Collectors.toMap(PublicationManifest::name, FetchRole::version));
        Set<PublicationName> resting = watching.resting(versions);
        return manifests.stream()
                .filter(manifest -> !resting.contains(manifest.name()))
                .toList();
    }

    /** Around a release, the pages of older releases are read as rarely as at other times. */
    private ReleaseChoice narrowed(PublicationManifest manifest, ReleaseChoice choice) {
        Instant now = InstantSource.system().instant();
        Instant last = readWhole.get(manifest.name());
        if (choice.equals(ReleaseChoice.RECENT)
                && last != null
                && last.plus(between).isAfter(now)) {
            return ReleaseChoice.NEWEST;
        }
        readWhole.put(manifest.name(), now);
        return choice;
    }

    private PublicationOutcome look(PublicationManifest manifest, ReleaseChoice choice, Turn turn) throws IOException {
        try {
            PublicationOutcome outcome = fetcher.fetch(manifest.manifest(), manifest.text(), choice);
            turn.looked(outcome, choice.only().isEmpty());
            return outcome;
        } catch (IOException e) {
            turn.failed();
            throw e;
        }
    }

    private static Publication publication(PublicationManifest manifest) {
        return manifest.manifest().publication();
    }

    private static String version(PublicationManifest manifest) {
        return manifest.text().publicationVersion();
    }

    @Override
    public void close() throws IOException {
        publisher.close();
        admin.close();
        backlog.close();
        source.close();
        watching.close();
    }
}
