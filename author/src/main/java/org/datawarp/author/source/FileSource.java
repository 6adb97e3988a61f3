package org.datawarp.author.source;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;
import org.datawarp.platform.embedded.RememberedPorts;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.Settings.SourceSetting;
import org.datawarp.producers.discover.Discovery;
import org.datawarp.producers.discover.Mirror;
import org.datawarp.producers.discover.PageSource;
import org.datawarp.producers.fetch.AllowedAddresses;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.fetch.FetchSettings;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.producers.isolate.IsolatedReader;
import org.datawarp.producers.isolate.IsolationLimits;
import org.jspecify.annotations.Nullable;

/**
 * The source of pages and files that the settings name. Needs no broker. For the bundled samples, it also serves them.
 * Owned and closed by one thread.
 */
public final class FileSource implements AutoCloseable {

    private static final String USER_AGENT = "DataWarp/0.1 (+%s)";

    private final @Nullable SampleSite site;
    private final Mirror mirror;
    private final Fetcher fetcher;
    private final IsolatedReader reader;

    private FileSource(@Nullable SampleSite site, Mirror mirror, Fetcher fetcher, IsolatedReader reader) {
        this.site = site;
        this.mirror = mirror;
        this.fetcher = fetcher;
        this.reader = reader;
    }

    public static FileSource open(Settings settings) throws IOException {
        SampleSite site = site(settings);
        Mirror mirror = mirror(settings.source(), site);
        IsolatedReader reader = new IsolatedReader(settings.dataDirectory().resolve("work"), IsolationLimits.DEFAULT);
        return new FileSource(site, mirror, fetcher(settings, mirror), reader);
    }

    /** Uses the same port at each start, because links to its pages are published with the data. */
    private static @Nullable SampleSite site(Settings settings) throws IOException {
        return settings.source().kind() == SourceSetting.Kind.SAMPLES
                ? SampleSite.start(settings.manifests(), RememberedPorts.claim(settings.dataDirectory(), "samples"))
                : null;
    }

    private static Fetcher fetcher(Settings settings, Mirror mirror) throws IOException {
        return new Fetcher(
                Archive.in(settings.dataDirectory().resolve("archive")),
                FetchSettings.of(USER_AGENT.formatted(settings.polling().contact())),
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

    public Fetcher fetcher() {
        return fetcher;
    }

    /** Reads files; closed with this. */
    public IsolatedReader reader() {
        return reader;
    }

    /** Finds files on pages that are fetched again for each query. */
    public Discovery discovery() {
        return new Discovery(fetcher, mirror, InstantSource.system());
    }

    /** Finds files on pages that are fetched once. */
    Discovery rememberingDiscovery() {
        return new Discovery(PageSource.remembering(fetcher), mirror, InstantSource.system());
    }

    @Override
    public void close() throws IOException {
        reader.close();
        if (site != null) {
            site.close();
        }
    }
}
