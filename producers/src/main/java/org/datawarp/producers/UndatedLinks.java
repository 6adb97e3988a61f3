package org.datawarp.producers;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.discover.SkippedLink;
import org.datawarp.producers.fetch.Download;
import org.datawarp.producers.fetch.FetchException;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.producers.fetch.KnownFile;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.Vintage;

/** Gives links that say no period the one that stands in their file. Owns nothing; safe for several threads. */
public final class UndatedLinks {

    private final Fetcher fetcher;
    private final SheetSource sheets;
    private final Function<URI, Optional<KnownFile>> known;

    /** @param known what an address gave the last time: what has not changed is not fetched again */
    public UndatedLinks(Fetcher fetcher, SheetSource sheets, Function<URI, Optional<KnownFile>> known) {
        this.fetcher = fetcher;
        this.sheets = sheets;
        this.known = known;
    }

    /** The same, with each undated link in the release that its file belongs to, where its file says so. */
    public Discovered resolve(Discovered discovered, Manifest manifest) throws IOException {
        ContentPeriod content = new ContentPeriod(
                sheets, manifest, new Members(manifest.publication().files().members()));
        List<SkippedLink> skipped = new ArrayList<>();
        Map<Period, DiscoveredRelease> releases = new TreeMap<>(Comparator.naturalOrder());
        discovered.releases().forEach(release -> releases.put(release.period(), release));
        for (SkippedLink link : discovered.skipped()) {
            Optional<Period> period = content.isTold() && link.reason() == SkippedLink.Reason.NO_PERIOD
                    ? period(link, content)
                    : Optional.empty();
            if (period.isPresent()) {
                releases.merge(period.get(), release(link, period.get(), manifest), UndatedLinks::together);
            } else {
                skipped.add(link);
            }
        }
        return new Discovered(List.copyOf(releases.values()), skipped, discovered.absent(), discovered.unreadable());
    }

    private Optional<Period> period(SkippedLink link, ContentPeriod content) throws IOException {
        try {
            Download download = fetcher.fetch(link.address(), known.apply(link.address()));
            return content.find(download.path(), link.name());
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
