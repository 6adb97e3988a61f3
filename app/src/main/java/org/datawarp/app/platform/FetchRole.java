package org.datawarp.app.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.datawarp.app.preview.PreviewReader;
import org.datawarp.app.preview.PreviewWatch;
import org.datawarp.app.preview.ReleasePreview;
import org.datawarp.app.setting.Settings;
import org.datawarp.app.setting.Settings.SourceSetting;
import org.datawarp.app.site.SampleSite;
import org.datawarp.embedded.RememberedPorts;
import org.datawarp.producers.PublicationFetcher;
import org.datawarp.producers.PublicationOutcome;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.producers.UndatedLinks;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.Discovery;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.discover.Mirror;
import org.datawarp.producers.discover.PageSource;
import org.datawarp.producers.fetch.AllowedAddresses;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.fetch.Download;
import org.datawarp.producers.fetch.FetchSettings;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.producers.fetch.KnownFile;
import org.datawarp.producers.isolate.IsolatedReader;
import org.datawarp.producers.isolate.IsolationLimits;
import org.datawarp.producers.isolate.SpooledReader;
import org.datawarp.producers.publish.RawTopics;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.TypedRow;
import org.jspecify.annotations.Nullable;

/** Brings publications from their pages into the raw topics. Owned and closed by one thread. */
public final class FetchRole implements AutoCloseable {

    private static final String USER_AGENT = "DataWarp/0.1 (+https://github.com/datawarp/datawarp)";

    private final @Nullable SampleSite site;
    private final Admin admin;
    private final IsolatedReader reader;
    private final ReleasePublisher publisher;
    private final PublicationFetcher fetcher;

    private FetchRole(
            @Nullable SampleSite site,
            Admin admin,
            IsolatedReader reader,
            ReleasePublisher publisher,
            PublicationFetcher fetcher) {
        this.site = site;
        this.admin = admin;
        this.reader = reader;
        this.publisher = publisher;
        this.fetcher = fetcher;
    }

    /** @param kafka client properties of where raw rows go */
    public static FetchRole start(Settings settings, Map<String, Object> kafka, EventLog events) throws IOException {
        SourceSetting source = settings.source();
        SampleSite site = site(settings);
        Mirror mirror = mirror(source, site);
        Path data = settings.dataDirectory();
        Fetcher fetcher = fetcher(settings, mirror);
        Discovery discovery = new Discovery(fetcher, mirror, InstantSource.system());
        Admin admin = Admin.create(kafka);
        IsolatedReader reader = reader(settings);
        ReleasePublisher publisher = new ReleasePublisher(
                ReleasePublisher.producer(kafka),
                RawTopics.through(admin, settings.partitions()),
                reader,
                InstantSource.system());
        PublicationFetcher publications = new PublicationFetcher(
                discovery, fetcher, publisher, data.resolve("ledger"), events, InstantSource.system());
        return new FetchRole(site, admin, reader, publisher, publications);
    }

    /** On the same port at each start: links to its pages are published with the data. */
    private static @Nullable SampleSite site(Settings settings) throws IOException {
        return settings.source().kind() == SourceSetting.Kind.SAMPLES
                ? SampleSite.start(settings.manifests(), RememberedPorts.claim(settings.dataDirectory(), "samples"))
                : null;
    }

    private static IsolatedReader reader(Settings settings) {
        return new IsolatedReader(settings.dataDirectory().resolve("work"), IsolationLimits.DEFAULT);
    }

    private static Fetcher fetcher(Settings settings, Mirror mirror) throws IOException {
        return new Fetcher(
                Archive.in(settings.dataDirectory().resolve("archive")),
                FetchSettings.of(USER_AGENT),
                allowed(settings, mirror),
                InstantSource.system());
    }

    private static Mirror mirror(SourceSetting source, @Nullable SampleSite site) {
        return switch (source.kind()) {
            case SAMPLES -> Mirror.site(Objects.requireNonNull(site).address());
            case LIVE -> Mirror.none();
            case ADDRESS -> Mirror.site(Objects.requireNonNull(source.address()));
            case FOLDER -> Mirror.folder(Objects.requireNonNull(source.folder()));
        };
    }

    /** The public web, and what the operator named. */
    private static AllowedAddresses allowed(Settings settings, Mirror mirror) {
        AllowedAddresses allowed = AllowedAddresses.publicWeb();
        for (String host : settings.trustedHosts()) {
            allowed = allowed.andSite(URI.create("http://" + host + "/"));
        }
        if (mirror instanceof Mirror.Site site) {
            allowed = allowed.andSite(site.base());
        }
        if (mirror instanceof Mirror.Folder folder) {
            allowed = allowed.andFolder(folder.folder());
        }
        return allowed;
    }

    /** Brings what has changed of a publication, or what the choice says. */
    public PublicationOutcome fetch(PublicationManifest manifest, ReleaseChoice choice) throws IOException {
        return fetcher.fetch(manifest.manifest(), manifest.text(), choice);
    }

    @Override
    public void close() throws IOException {
        reader.close();
        publisher.close();
        admin.close();
        if (site != null) {
            site.close();
        }
    }

    /** Finds and fetches without a broker: the archive is all that it writes. Owned and closed by one thread. */
    public static Offline offline(Settings settings) throws IOException {
        SourceSetting source = settings.source();
        SampleSite site = site(settings);
        Mirror mirror = mirror(source, site);
        Fetcher fetcher = fetcher(settings, mirror);
        Discovery discovery = new Discovery(PageSource.remembering(fetcher), mirror, InstantSource.system());
        return new Offline(site, discovery, fetcher, reader(settings));
    }

    /** The same, for those who look at the same files again and again: each is fetched and read once. */
    public static Offline rereading(Settings settings) throws IOException {
        Offline offline = offline(settings);
        Path work = settings.dataDirectory().resolve("work");
        return new Offline(offline, new SpooledReader(offline.isolated, work));
    }

    /** See {@link #offline} and {@link #rereading}. */
    public static final class Offline implements AutoCloseable {

        private static final String NO_RUN = "0000000000000000";

        private final @Nullable SampleSite site;
        private final Discovery discovery;
        private final Fetcher fetcher;
        private final IsolatedReader isolated;
        private final @Nullable SpooledReader spooled;
        private final UndatedLinks undated;
        private final Map<URI, Download> fetched = new HashMap<>();

        private Offline(@Nullable SampleSite site, Discovery discovery, Fetcher fetcher, IsolatedReader reader) {
            this.site = site;
            this.discovery = discovery;
            this.fetcher = fetcher;
            this.isolated = reader;
            this.spooled = null;
            this.undated = new UndatedLinks(fetcher, reader);
        }

        private Offline(Offline plain, SpooledReader spooled) {
            this.site = plain.site;
            this.discovery = plain.discovery;
            this.fetcher = plain.fetcher;
            this.isolated = plain.isolated;
            this.spooled = spooled;
            this.undated = new UndatedLinks(fetcher, spooled);
        }

        /** The releases that a publication's pages have. */
        public Discovered discover(PublicationManifest manifest) throws IOException {
            Discovered found = discovery.releasesOf(manifest.manifest().publication());
            return undated.resolve(found, manifest.manifest(), this::known);
        }

        private Optional<KnownFile> known(URI address) {
            return Optional.ofNullable(fetched.get(address))
                    .map(file -> new KnownFile(file.digest(), file.bytes(), "", file.validators(), file.fetchedAt()));
        }

        /** Reads its files; closed with this. */
        public SheetSource reader() {
            return spooled == null ? isolated : spooled;
        }

        /** Brings a file into the archive, once. */
        public Download fetch(URI address) throws IOException {
            Download known = fetched.get(address);
            if (known == null) {
                known = fetcher.fetch(address, Optional.empty());
                fetched.put(address, known);
            }
            return known;
        }

        /** What a release would give: its rows are counted, not kept. */
        public ReleasePreview preview(PublicationManifest manifest, DiscoveredRelease release) throws IOException {
            return preview(manifest, release, row -> false, PreviewWatch.NONE);
        }

        /**
         * What a release would give.
         *
         * @param kept which of its rows are wanted
         */
        public ReleasePreview preview(PublicationManifest manifest, DiscoveredRelease release, Predicate<TypedRow> kept)
                throws IOException {
            return preview(manifest, release, kept, PreviewWatch.NONE);
        }

        /**
         * What a release would give.
         *
         * @param watch sees each row
         */
        public ReleasePreview preview(PublicationManifest manifest, DiscoveredRelease release, PreviewWatch watch)
                throws IOException {
            return preview(manifest, release, row -> false, watch);
        }

        private ReleasePreview preview(
                PublicationManifest manifest, DiscoveredRelease release, Predicate<TypedRow> kept, PreviewWatch watch)
                throws IOException {
            ReleaseOpened opened = new ReleaseOpened(
                    NO_RUN,
                    manifest.name(),
                    release.name(),
                    release.period(),
                    release.vintage(),
                    release.page().toString(),
                    manifest.manifest().version(),
                    List.of(),
                    InstantSource.system().instant());
            PreviewReader preview = new PreviewReader(reader(), manifest.manifest(), opened, kept, watch);
            for (FileLink link : release.files()) {
                Download download = fetch(link.address());
                PublishedFile file = new PublishedFile(
                        download.digest(),
                        link.name(),
                        link.address().toString(),
                        download.bytes(),
                        download.fetchedAt());
                preview.read(
                        download.path(),
                        file,
                        new Members(manifest.manifest().publication().files().members()));
            }
            return preview.preview();
        }

        @Override
        public void close() throws IOException {
            if (spooled != null) {
                spooled.close();
            }
            isolated.close();
            if (site != null) {
                site.close();
            }
        }
    }
}
