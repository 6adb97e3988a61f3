package org.datawarp.app.draft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.datawarp.app.draft.Draft.DatasetDraft;
import org.datawarp.app.inspect.FileInspector;
import org.datawarp.app.inspect.InspectedFile;
import org.datawarp.app.inspect.InspectedFile.FoundSheet;
import org.datawarp.app.platform.FetchRole;
import org.datawarp.app.platform.PublicationManifest;
import org.datawarp.app.preview.ReleasePreview;
import org.datawarp.app.setting.Settings;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.streams.inspect.InspectedTable;

/**
 * Makes a manifest of what releases hold: reads some of them, takes like tables for one dataset, writes what it
 * understood, and then applies that to the same files and mends it, until it fits. Used by one thread, once.
 */
public final class Drafting {

    /** The newest, the oldest, and some between. */
    private static final int MOST_RELEASES = 12;

    private static final int MOST_ROUNDS = 8;
    private static final int FEWEST_ROWS = 2;

    private final DraftOrigin origin;
    private final FetchRole.Offline files;
    private final FileInspector inspector;
    private final DraftNames names = new DraftNames();
    private final List<DraftDataset> datasets = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private List<String> follow = List.of();

    private Drafting(DraftOrigin origin, FetchRole.Offline files, FileInspector inspector) {
        this.origin = origin;
        this.files = files;
        this.inspector = inspector;
    }

    /**
     * Drafts.
     *
     * @param settings of this DataWarp: where files are kept
     * @throws NothingToDraftException when no page has files, or no file has tables
     */
    public static Draft draft(DraftOrigin origin, Settings settings) throws IOException {
        try (FetchRole.Offline files = FetchRole.offline(origin.settings(settings))) {
            FileInspector inspector = new FileInspector(files.reader(), ReadLimits.DEFAULT, 0);
            return new Drafting(origin, files, inspector).run();
        }
    }

    private Draft run() throws IOException {
        Discovered found = discover();
        List<DiscoveredRelease> releases = sample(found.releases());
        found.skipped().forEach(link -> left.add(link.name() + ": " + link.message()));
        for (DiscoveredRelease release : releases) {
            for (FileLink link : release.files()) {
                inspect(release, link);
            }
        }
        if (datasets.isEmpty()) {
            throw new NothingToDraftException(
                    "Cannot draft %s: found no table in %d files, expected at least one; datawarp inspect shows what they hold%n%s"
                            .formatted(
                                    origin.name(),
                                    releases.stream()
                                            .mapToInt(release -> release.files().size())
                                            .sum(),
                                    String.join(System.lineSeparator(), left)));
        }
        tellApart();
        Map<DiscoveredRelease, ReleasePreview> previews = previewUntilItFits(releases);
        leaveOut(previews);
        if (datasets.isEmpty()) {
            throw new NothingToDraftException("Cannot draft %s: %s".formatted(origin.name(), String.join("; ", left)));
        }
        return draft(found, previews);
    }

    /** On the page itself, or on those below it: an archive by year, a page for each release. */
    private Discovered discover() throws IOException {
        Discovered here = files.discover(manifest(ManifestStub.FILES));
        if (here.releases().size() > 1 || !origin.isPage()) {
            return found(here);
        }
        follow = List.of(origin.landingPage() + "*");
        Discovered below = files.discover(manifest(ManifestStub.FILES));
        if (below.releases().size() > here.releases().size()) {
            return below;
        }
        follow = List.of();
        return found(here);
    }

    private Discovered found(Discovered discovered) {
        if (discovered.releases().isEmpty()) {
            throw new NothingToDraftException(
                    ("Cannot draft %s from %s: found no link to a workbook, CSV or ZIP whose period is known, there or"
                                    + " one page below; name the page that lists the files")
                            .formatted(origin.name(), origin.isPage() ? origin.landingPage() : origin.source()));
        }
        return discovered;
    }

    private PublicationManifest manifest(Map<String, String> datasetFiles) {
        SortedMap<String, String> all = new TreeMap<>(datasetFiles);
        all.put(ManifestText.PUBLICATION_FILE, DraftYaml.publication(origin, follow));
        ManifestText text = new ManifestText(all);
        return new PublicationManifest(new ManifestReader().read(text), text);
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

    private void inspect(DiscoveredRelease release, FileLink link) throws IOException {
        InspectedFile file = inspector.inspect(files.fetch(link), link.name());
        file.rejected().ifPresent(refusal -> left.add(refusal.message()));
        file.unreadable().forEach(refusal -> left.add(refusal.message()));
        for (FoundSheet found : file.sheets()) {
            for (InspectedTable table : found.sheet().tables()) {
                SeenTable seen =
                        new SeenTable(release.name(), link.name(), found.sheet().name(), table);
                if (!found.sheet().hidden() && table.dataRows() >= FEWEST_ROWS) {
                    take(seen);
                }
            }
        }
    }

    private void take(SeenTable table) {
        String place = table.place();
        if (!table.table().sectionColumns().isEmpty()) {
            left.add(place
                    + ": its sections (%s) have no column that a manifest can name"
                            .formatted(String.join(", ", table.table().sectionColumns())));
            return;
        }
        DraftDataset best = null;
        for (DraftDataset dataset : datasets) {
            if (dataset.fit(table) > 0 && (best == null || dataset.fit(table) > best.fit(table))) {
                best = dataset;
            }
        }
        if (best == null) {
            datasets.add(new DraftDataset(names.dataset(origin.name(), table), table));
        } else {
            best.add(table);
        }
    }

    /** Where two datasets have like columns, the sheets' names must tell which is meant. */
    private void tellApart() {
        for (DraftDataset one : datasets) {
            boolean alike = datasets.stream()
                    .filter(other -> other != one)
                    .anyMatch(other -> other.newest().likenessOfColumns(one.newest()) >= DraftDataset.LIKE);
            if (alike) {
                one.nameSheets();
            }
        }
    }

    private Map<String, String> datasetFiles(int releases) {
        Map<String, String> texts = new TreeMap<>();
        datasets.forEach(dataset -> texts.put(dataset.name() + ".yaml", DraftYaml.dataset(dataset, releases)));
        return texts;
    }

    private Map<DiscoveredRelease, ReleasePreview> previewUntilItFits(List<DiscoveredRelease> releases)
            throws IOException {
        Map<DiscoveredRelease, ReleasePreview> previews = new HashMap<>();
        boolean mended = true;
        for (int round = 0; round < MOST_ROUNDS && mended; round++) {
            mended = false;
            PublicationManifest manifest = manifest(datasetFiles(releases.size()));
            for (DiscoveredRelease release : releases) {
                ReleasePreview preview = files.preview(manifest, release);
                previews.put(release, preview);
                for (Rejection rejection : preview.rejections()) {
                    mended |= mend(rejection);
                }
            }
        }
        return previews;
    }

    /** What the manifest's way of reading does not find again is no use in a draft. */
    private void leaveOut(Map<DiscoveredRelease, ReleasePreview> previews) {
        Set<String> loaded = previews.values().stream()
                .flatMap(preview -> preview.counts().entrySet().stream())
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getKey().value())
                .collect(Collectors.toSet());
        for (DraftDataset dataset : List.copyOf(datasets)) {
            if (!loaded.contains(dataset.name())) {
                left.add("%s: a manifest cannot tell this table from others of its sheet yet"
                        .formatted(dataset.newest().place()));
                datasets.remove(dataset);
            }
        }
    }

    /** @return whether the draft says something else now */
    private boolean mend(Rejection rejection) {
        return datasets.stream()
                .filter(dataset -> dataset.name().equals(rejection.dataset()))
                .anyMatch(dataset -> dataset.mend(rejection));
    }

    private Draft draft(Discovered found, Map<DiscoveredRelease, ReleasePreview> previews) {
        SortedMap<String, DatasetDraft> drafted = new TreeMap<>();
        long rejected =
                previews.values().stream().mapToLong(ReleasePreview::rejected).sum();
        for (DraftDataset dataset : datasets) {
            Map<ReleaseName, Long> rows = new TreeMap<>(Comparator.comparing(ReleaseName::value));
            previews.forEach((release, preview) -> preview.counts().forEach((name, count) -> {
                if (name.value().equals(dataset.name())) {
                    rows.put(release.name(), count);
                }
            }));
            drafted.put(
                    dataset.name(),
                    new DatasetDraft(dataset.newest().title(), dataset.columns().size(), rows, rejected));
        }
        SortedMap<String, String> texts = new TreeMap<>(datasetFiles(previews.size()));
        texts.put(ManifestText.PUBLICATION_FILE, DraftYaml.publication(origin, follow));
        return new Draft(
                origin.name(),
                found.releases().stream().map(DiscoveredRelease::name).toList(),
                texts,
                drafted,
                left.stream().distinct().toList());
    }
}
