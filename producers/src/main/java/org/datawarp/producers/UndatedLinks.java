package org.datawarp.producers;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.discover.SkippedLink;
import org.datawarp.producers.fetch.Download;
import org.datawarp.producers.fetch.FetchException;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.producers.fetch.KnownFile;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.Vintage;

/**
 * Finds the period of links that give none, in their files. Remembers the periods of files, because the links are
 * checked again and again. Safe for several threads.
 */
public final class UndatedLinks {

    private final Fetcher fetcher;
    private final SheetSource sheets;
    private final Map<Asked, Optional<Period>> known = new ConcurrentHashMap<>();

    public UndatedLinks(Fetcher fetcher, SheetSource sheets) {
        this.fetcher = fetcher;
        this.sheets = sheets;
    }

    private record Asked(FileDigest file, String manifestVersion) {}

    /**
     * The same, with each undated link in the release of its file's period, if the file gives one.
     *
     * @param last what an address returned last time: a file that has not changed is not fetched again
     */
    public Discovered resolve(Discovered discovered, Manifest manifest, Function<URI, Optional<KnownFile>> last)
            throws IOException {
        ContentPeriod content = new ContentPeriod(sheets, manifest);
        List<SkippedLink> skipped = new ArrayList<>();
        Map<Period, DiscoveredRelease> releases = new TreeMap<>(Period.BY_LABEL);
        discovered.releases().forEach(release -> releases.put(release.period(), release));
        for (SkippedLink link : discovered.skipped()) {
            Optional<Period> period = content.isTold() && link.reason() == SkippedLink.Reason.NO_PERIOD
                    ? period(link, content, manifest.version(), last)
                    : Optional.empty();
            if (period.isPresent()) {
                releases.merge(period.get(), release(link, period.get(), manifest), UndatedLinks::together);
            } else {
                skipped.add(link);
            }
        }
        return new Discovered(List.copyOf(releases.values()), skipped, discovered.absent(), discovered.unreadable());
    }

    private Optional<Period> period(
            SkippedLink link, ContentPeriod content, String manifestVersion, Function<URI, Optional<KnownFile>> last)
            throws IOException {
        try {
            Download download = fetcher.fetch(link.address(), last.apply(link.address()));
            Asked asked = new Asked(download.digest(), manifestVersion);
            Optional<Period> found = known.get(asked);
            if (found == null) {
                found = content.find(download.path(), link.name());
                known.put(asked, found);
            }
            return found;
        } catch (FetchException e) {
            return Optional.empty();
        }
    }

    private static DiscoveredRelease release(SkippedLink link, Period period, Manifest manifest) {
        String vintage = Vintage.find(link.name());
        FileLink file = new FileLink(
                link.address(), link.name(), "", "", manifest.publication().landingPage(), period, vintage);
        return new DiscoveredRelease(new ReleaseName(period.label()), period, vintage, file.page(), List.of(file));
    }

    private static DiscoveredRelease together(DiscoveredRelease release, DiscoveredRelease more) {
        List<FileLink> files = new ArrayList<>(release.files());
        files.addAll(more.files());
        return new DiscoveredRelease(release.name(), release.period(), release.vintage(), release.page(), files);
    }
}
