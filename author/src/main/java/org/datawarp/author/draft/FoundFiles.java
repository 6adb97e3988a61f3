package org.datawarp.author.draft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.datawarp.author.source.OfflineFetch;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.discover.SkippedLink;
import org.datawarp.schemas.manifest.Frequency;
import org.datawarp.schemas.name.Glob;
import org.datawarp.schemas.name.ReleaseName;

/**
 * The files of an origin, by release.
 *
 * @param files what the manifest says about them
 * @param releases all of them, oldest first
 * @param sampled those that are read for the draft, newest first
 * @param kinds how many links there are of each kind
 */
record FoundFiles(
        DraftFiles files, List<ReleaseName> releases, List<DiscoveredRelease> sampled, Map<LinkKind, Integer> kinds) {

    /** The newest, the oldest, and some between. */
    private static final int MOST_RELEASES = 12;

    /** Files that are reported but not read. */
    private static final List<String> TEXTS = List.of("*.pdf", "*.doc", "*.docx", "*.odt", "*.rtf", "*.ppt", "*.pptx");

    /** On the page itself, on those below it (an archive by year, a page for each release), or on those it lists by date. */
    static FoundFiles of(DraftOrigin origin, OfflineFetch role, LeftOut left) throws IOException {
        DraftFiles data = DraftFiles.discovered(origin.include());
        Discovered found = discover(origin, role, withTexts(data));
        if (origin.isPage()) {
            DraftFiles first = data;
            for (List<String> pages : List.of(List.of(origin.landingPage() + "*"), datedPages(origin, role, data))) {
                DraftFiles following = first.following(pages);
                Discovered there = pages.isEmpty() ? found : discover(origin, role, withTexts(following));
                if (there.releases().size() > found.releases().size()) {
                    found = there;
                    data = following;
                }
            }
        }
        Frequency frequency = DraftFrequency.of(found.releases());
        if (frequency != Frequency.IRREGULAR) {
            // The page of a year does not date monthly files.
            data = data.every(frequency);
            found = discover(origin, role, withTexts(data));
        }
        found.unreadable().forEach(page -> left.add(page.message()));
        return sorted(origin, role, left, found, data);
    }

    /** Linked pages of its site that are named after a period, so that those of later periods are found too. */
    private static List<String> datedPages(DraftOrigin origin, OfflineFetch role, DraftFiles data) throws IOException {
        TreeSet<String> pages = new TreeSet<>();
        Predicate<String> files = Glob.anyOf(withTexts(data).include());
        for (DiscoveredRelease release :
                discover(origin, role, data.with(List.of("*"))).releases()) {
            for (FileLink link : release.files()) {
                String address = link.address().toString();
                String last = address.substring(address.lastIndexOf('/') + 1);
                boolean own =
                        origin.landingPage().getHost().equals(link.address().getHost());
                if (own && !files.test(link.name()) && PeriodWords.hasPeriod(last)) {
                    pages.add(address.substring(0, address.length() - last.length()) + PeriodWords.glob(last));
                }
            }
        }
        return List.copyOf(pages);
    }

    private static FoundFiles sorted(
            DraftOrigin origin, OfflineFetch role, LeftOut left, Discovered found, DraftFiles data) throws IOException {
        Sorting sorting = new Sorting(left);
        List<DiscoveredRelease> releases = new ArrayList<>();
        for (DiscoveredRelease release : found.releases()) {
            List<FileLink> files = new ArrayList<>(release.files());
            files.removeIf(link -> !sorting.isData(link.name(), link.text()));
            if (!files.isEmpty()) {
                releases.add(new DiscoveredRelease(
                        release.name(), release.period(), release.vintage(), release.page(), files));
            }
        }
        List<SkippedLink> undated = sorting.undated(found.skipped());
        DraftFiles files = data.without(sorting.excluded());
        if (!undated.isEmpty() || releases.isEmpty()) {
            UndatedFiles content = new UndatedFiles(origin, role, left, undated);
            files = content.dated(files);
            Discovered again = discover(origin, role, files);
            if (again.releases().isEmpty()) {
                files = content.listed();
                again = discover(origin, role, files);
            } else {
                files = files.without(sorting.excluding(content.leftOut(again.skipped())));
            }
            releases = again.releases();
        }
        return new FoundFiles(
                files, releases.stream().map(DiscoveredRelease::name).toList(), sample(releases), sorting.kinds);
    }

    /** Sorts links by purpose, and finds those that the manifest must leave out. */
    private static final class Sorting {

        private final LeftOut left;
        private final Map<LinkKind, Integer> kinds = new EnumMap<>(LinkKind.class);
        private final TreeSet<String> exclude = new TreeSet<>();

        private Sorting(LeftOut left) {
            this.left = left;
        }

        boolean isData(String name, String text) {
            LinkKind kind = LinkKind.of(name, text);
            kinds.merge(kind, 1, Integer::sum);
            if (kind == LinkKind.SUPPORTING) {
                exclude.add(PeriodWords.glob(name));
                left.add("explains data: " + name);
            }
            return kind == LinkKind.DATA;
        }

        /** Links to data without a period; other links that are left out are reported. */
        List<SkippedLink> undated(List<SkippedLink> skipped) {
            List<SkippedLink> undated = new ArrayList<>();
            for (SkippedLink link : skipped) {
                boolean data = isData(link.name(), "");
                if (data && link.reason() == SkippedLink.Reason.NO_PERIOD) {
                    undated.add(link);
                } else if (data) {
                    left.add(link.message());
                }
            }
            return undated;
        }

        List<String> excluded() {
            return List.copyOf(exclude);
        }

        List<String> excluding(List<String> names) {
            exclude.addAll(names);
            return excluded();
        }
    }

    private static DraftFiles withTexts(DraftFiles data) {
        List<String> all = new ArrayList<>(data.include());
        all.addAll(TEXTS);
        return data.with(all);
    }

    private static Discovered discover(DraftOrigin origin, OfflineFetch role, DraftFiles files) throws IOException {
        return role.discover(ManifestStub.of(origin, files));
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
