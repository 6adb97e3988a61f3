package org.datawarp.author.source;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.datawarp.author.preview.PreviewReader;
import org.datawarp.author.preview.PreviewWatch;
import org.datawarp.author.preview.ReleasePreview;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.UndatedLinks;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.Discovery;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.fetch.Download;
import org.datawarp.producers.fetch.KnownFile;
import org.datawarp.producers.isolate.SpooledReader;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.TypedRow;
import org.jspecify.annotations.Nullable;

/**
 * Finds, fetches and reads files without a broker; writes only to the archive. A file is fetched once. Owned and closed
 * by one thread.
 */
public final class OfflineFetch implements AutoCloseable {

    private static final String NO_RUN = "0000000000000000";

    private final FileSource source;
    private final Discovery discovery;
    private final @Nullable SpooledReader spooled;
    private final UndatedLinks undated;
    private final Map<URI, Download> fetched = new HashMap<>();

    private OfflineFetch(FileSource source, @Nullable SpooledReader spooled) {
        this.source = source;
        this.discovery = source.rememberingDiscovery();
        this.spooled = spooled;
        this.undated = new UndatedLinks(source.fetcher(), reader());
    }

    public static OfflineFetch open(Settings settings) throws IOException {
        return new OfflineFetch(FileSource.open(settings), null);
    }

    /** For callers that read the same files repeatedly: each is also read only once. */
    public static OfflineFetch rereading(Settings settings) throws IOException {
        FileSource source = FileSource.open(settings);
        return new OfflineFetch(
                source,
                new SpooledReader(source.reader(), settings.dataDirectory().resolve("work")));
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
        return spooled == null ? source.reader() : spooled;
    }

    /** Fetches a file into the archive, once. */
    public Download fetch(URI address) throws IOException {
        Download known = fetched.get(address);
        if (known == null) {
            known = source.fetcher().fetch(address, Optional.empty());
            fetched.put(address, known);
        }
        return known;
    }

    /** Reads a release and returns what loading it would give: its rows are counted, not kept. */
    public ReleasePreview preview(PublicationManifest manifest, DiscoveredRelease release) throws IOException {
        return preview(manifest, release, row -> false, PreviewWatch.NONE);
    }

    /**
     * Reads a release and returns what loading it would give.
     *
     * @param kept which of its rows to return
     */
    public ReleasePreview preview(PublicationManifest manifest, DiscoveredRelease release, Predicate<TypedRow> kept)
            throws IOException {
        return preview(manifest, release, kept, PreviewWatch.NONE);
    }

    /**
     * Reads a release and returns what loading it would give.
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
                    download.digest(), link.name(), link.address().toString(), download.bytes(), download.fetchedAt());
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
        source.close();
    }
}
