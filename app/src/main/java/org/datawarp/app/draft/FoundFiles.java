package org.datawarp.app.draft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.datawarp.app.platform.FetchRole;
import org.datawarp.app.platform.PublicationManifest;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.discover.SkippedLink;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.ReleaseName;

/**
 * The files of an origin, by release.
 *
 * @param files what the manifest says of them
 * @param releases all that there are, oldest first
 * @param sampled those that are read for the draft, newest first
 * @param kinds how many links there are of each kind
 */
record FoundFiles(
        DraftFiles files, List<ReleaseName> releases, List<DiscoveredRelease> sampled, Map<LinkKind, Integer> kinds) {

    /** The newest, the oldest, and some between. */
    private static final int MOST_RELEASES = 12;

    /** Not read, but told of. */
    private static final List<String> TEXTS = List.of("*.pdf", "*.doc", "*.docx", "*.odt", "*.rtf", "*.ppt", "*.pptx");

    /** On the page itself, or on those below it: an archive by year, a page for each release. */
    static FoundFiles of(DraftOrigin origin, FetchRole.Offline role, LeftOut left) throws IOException {
        DraftFiles data = new DraftFiles(origin.include(), List.of(), List.of(), Map.of());
        Discovered found = discover(origin, role, withTexts(data));
        if (origin.isPage()) {
            DraftFiles following = data.following(List.of(origin.landingPage() + "*"));
            Discovered below = discover(origin, role, withTexts(following));
            if (below.releases().size() > found.releases().size()) {
                found = below;
                data = following;
            }
        }
        found.unreadable().forEach(page -> left.add(page.message()));
        return sorted(origin, role, left, found, data);
    }

    private static FoundFiles sorted(
            DraftOrigin origin, FetchRole.Offline role, LeftOut left, Discovered found, DraftFiles data)
            throws IOException {
        Map<LinkKind, Integer> kinds = new EnumMap<>(LinkKind.class);
        TreeSet<String> exclude = new TreeSet<>();
        List<DiscoveredRelease> releases = new ArrayList<>();
        for (DiscoveredRelease release : found.releases()) {
            List<FileLink> files = new ArrayList<>(release.files());
            files.removeIf(link -> !isData(link, kinds, exclude, left));
            if (!files.isEmpty()) {
                releases.add(new DiscoveredRelease(
                        release.name(), release.period(), release.vintage(), release.page(), files));
            }
        }
        List<SkippedLink> undated = undated(found, kinds, left);
        DraftFiles files = data.without(List.copyOf(exclude));
        if (releases.isEmpty()) {
            files = new UndatedFiles(origin, role, left).listed(undated);
            releases = discover(origin, role, files).releases();
        } else {
            undated.forEach(link -> left.add(link.message()));
        }
        return new FoundFiles(
                files, releases.stream().map(DiscoveredRelease::name).toList(), sample(releases), kinds);
    }

    private static boolean isData(FileLink link, Map<LinkKind, Integer> kinds, Set<String> exclude, LeftOut left) {
        LinkKind kind = LinkKind.of(link.name(), link.text());
        kinds.merge(kind, 1, Integer::sum);
        if (kind == LinkKind.SUPPORTING) {
            exclude.add(PeriodWords.glob(link.name()));
            left.add("explains data: " + link.name());
        }
        return kind == LinkKind.DATA;
    }

    /** Data without a period; other links that are left out are told of. */
    private static List<SkippedLink> undated(Discovered found, Map<LinkKind, Integer> kinds, LeftOut left) {
        List<SkippedLink> undated = new ArrayList<>();
        for (SkippedLink link : found.skipped()) {
            LinkKind kind = LinkKind.of(link.name(), "");
            kinds.merge(kind, 1, Integer::sum);
            if (kind == LinkKind.DATA && link.reason() == SkippedLink.Reason.NO_PERIOD) {
                undated.add(link);
            } else if (kind != LinkKind.METHODOLOGY) {
                left.add(link.message());
            }
        }
        return undated;
    }

    private static DraftFiles withTexts(DraftFiles data) {
        List<String> all = new ArrayList<>(data.include());
        all.addAll(TEXTS);
        return new DraftFiles(all, List.of(), data.follow(), Map.of());
    }

    private static Discovered discover(DraftOrigin origin, FetchRole.Offline role, DraftFiles files)
            throws IOException {
        SortedMap<String, String> all = new TreeMap<>(ManifestStub.FILES);
        all.put(ManifestText.PUBLICATION_FILE, DraftYaml.publication(origin, files));
        ManifestText text = new ManifestText(all);
        return role.discover(new PublicationManifest(new ManifestReader().read(text), text));
    }

    /** Newest first. */
    private static List<DiscoveredRelease> sample(List<DiscoveredRelease> all) {
        List<DiscoveredRelease> sampled = new ArrayList<>();
        int count = Math.min(MOST_RELEASES, all.size());
        for (int i = 0; i < count; i++) {
            int index = count == 1 ? all.size() - 1 : Math.round((float) i * (all.size() - 1) / (count - 1));
            sampled.add(all.get(index));
        }
        Collections.reverse(sampled);
        return sampled;
    }
}
