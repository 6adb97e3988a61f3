package org.datawarp.author.draft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.datawarp.author.draft.Draft.DatasetDraft;
import org.datawarp.author.draft.SeenTable.Place;
import org.datawarp.author.preview.ReleasePreview;
import org.datawarp.author.source.OfflineFetch;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.Rejection;

/**
 * Drafts a manifest from releases. Reads some of them, groups similar tables into datasets and writes a manifest. Then
 * applies it to the same files and corrects it until it fits. Used by one thread, once.
 */
public final class Drafting {

    private static final int MOST_ROUNDS = 12;

    private final DraftOrigin origin;
    private final OfflineFetch files;
    private final Consumer<String> progress;
    private final LeftOut left = new LeftOut();
    private final Survey survey;
    private final TableMatching matching = new TableMatching();
    private final Map<ReleaseName, Trial> trials = new LinkedHashMap<>();
    private final Map<ReleaseName, ReleasePreview> previews = new LinkedHashMap<>();

    private Drafting(DraftOrigin origin, OfflineFetch files, Consumer<String> progress) {
        this.origin = origin;
        this.files = files;
        this.progress = progress;
        this.survey = new Survey(files.reader(), left);
    }

    /**
     * Drafts.
     *
     * @param settings of this DataWarp: where files are kept
     * @param progress receives a line about each file that was read
     * @throws NothingToDraftException when no page has files, or no file has tables
     */
    public static Draft draft(DraftOrigin origin, Settings settings, Consumer<String> progress) throws IOException {
        try (OfflineFetch files = OfflineFetch.rereading(origin.settings(settings))) {
            return new Drafting(origin, files, progress).run();
        }
    }

    private Draft run() throws IOException {
        FoundFiles found = FoundFiles.of(origin, files, left);
        for (DiscoveredRelease release : found.sampled()) {
            read(release);
        }
        List<DraftDataset> datasets = matching.datasets();
        if (datasets.isEmpty()) {
            throw new NothingToDraftException(
                    "Cannot draft %s: found no table in %d files, expected at least one; datawarp inspect shows what they hold%n%s"
                            .formatted(
                                    origin.name(), survey.files(), String.join(System.lineSeparator(), left.lines())));
        }
        name(datasets);
        tellStackedApart(datasets);
        tryUntilItFits(found, datasets);
        leaveOutEmpty(datasets);
        if (datasets.isEmpty()) {
            throw new NothingToDraftException(
                    "Cannot draft %s: %s".formatted(origin.name(), String.join("; ", left.lines())));
        }
        return draft(found, datasets);
    }

    private void read(DiscoveredRelease release) throws IOException {
        List<SeenTable> tables = new ArrayList<>();
        for (FileLink link : release.files()) {
            tables.addAll(survey.tables(
                    files.fetch(link.address()).path(),
                    link.name(),
                    release.name().value()));
        }
        matching.add(tables);
        progress.accept("%s: %d %s, %d %s"
                .formatted(
                        release.name(),
                        release.files().size(),
                        release.files().size() == 1 ? "file" : "files",
                        tables.size(),
                        tables.size() == 1 ? "table" : "tables"));
    }

    private void name(List<DraftDataset> datasets) {
        DraftNames names = new DraftNames();
        for (DraftDataset dataset : datasets) {
            dataset.setName(names.dataset(origin.name(), dataset.newest(), datasets.size() == 1));
            dataset.ensureKey();
            dataset.loosenGroups();
        }
    }

    /** Distinguishes tables of one sheet with the same headings by the text above each. */
    private static void tellStackedApart(List<DraftDataset> datasets) {
        for (DraftDataset one : datasets) {
            boolean stacked = datasets.stream()
                    .filter(other -> other != one)
                    .flatMap(other -> other.tables().stream())
                    .anyMatch(other -> one.tables().stream().anyMatch(table -> table.isStackedWith(other)));
            if (stacked) {
                one.sources().nameTitles();
            }
        }
    }

    private void tryUntilItFits(FoundFiles found, List<DraftDataset> datasets) throws IOException {
        Collection<DiscoveredRelease> again = found.sampled();
        for (int round = 0; round < MOST_ROUNDS && !again.isEmpty(); round++) {
            PublicationManifest manifest = manifest(found, datasets);
            for (DiscoveredRelease release : again) {
                Trial trial = new Trial(release.name(), datasets);
                ReleasePreview preview = files.preview(manifest, release, trial);
                for (Rejection rejection : preview.rejections()) {
                    if (rejection.row() == 0 || preview.rejected() == 0) {
                        trial.complain(rejection);
                    }
                }
                trials.put(release.name(), trial);
                previews.put(release.name(), preview);
            }
            Set<String> changed = new Mending(datasets, trials.values()).mend();
            again = changed.isEmpty() ? List.of() : concerned(found, datasets, changed);
        }
    }

    /** Releases that have one of the datasets, or a sheet in which one was wrongly found. */
    private List<DiscoveredRelease> concerned(FoundFiles found, List<DraftDataset> datasets, Set<String> changed) {
        Set<String> releases = new LinkedHashSet<>();
        datasets.stream()
                .filter(dataset -> changed.contains(dataset.name()))
                .flatMap(dataset -> dataset.tables().stream())
                .forEach(table -> releases.add(table.place().release()));
        trials.values()
                .forEach(trial -> trial.claims().stream()
                        .filter(claim -> changed.contains(claim.dataset()))
                        .forEach(claim -> releases.add(trial.release())));
        return found.sampled().stream()
                .filter(release -> releases.contains(release.name().value()))
                .toList();
    }

    private PublicationManifest manifest(FoundFiles found, List<DraftDataset> datasets) {
        ManifestText text = new ManifestText(texts(found, datasets));
        return new PublicationManifest(new ManifestReader().read(text), text);
    }

    private SortedMap<String, String> texts(FoundFiles found, List<DraftDataset> datasets) {
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put(ManifestText.PUBLICATION_FILE, DraftYaml.publication(origin, found.files()));
        datasets.forEach(dataset -> texts.put(
                dataset.name() + ".yaml",
                DraftYaml.dataset(dataset, found.sampled().size())));
        return texts;
    }

    /** Leaves out datasets that reading by manifest does not find again. */
    private void leaveOutEmpty(List<DraftDataset> datasets) {
        for (DraftDataset dataset : List.copyOf(datasets)) {
            boolean loads = trials.values().stream()
                    .anyMatch(trial -> trial.dataset(dataset.name()).rows() > 0);
            if (!loads) {
                left.add(
                        dataset.newest().place().toString(),
                        "a table that a manifest cannot distinguish from the others of its sheet yet (%s)"
                                .formatted(dataset.newest().table().region()));
                datasets.remove(dataset);
            }
        }
    }

    private Draft draft(FoundFiles found, List<DraftDataset> datasets) throws IOException {
        SortedMap<String, DatasetDraft> drafted = new TreeMap<>();
        List<String> differences = new ArrayList<>(undated(found, datasets));
        for (DraftDataset dataset : datasets) {
            drafted.put(dataset.name(), drafted(dataset));
            differences.addAll(differences(dataset));
        }
        long rejected =
                previews.values().stream().mapToLong(ReleasePreview::rejected).sum();
        Map<String, Integer> links = new LinkedHashMap<>();
        found.kinds().forEach((kind, count) -> links.put(kind.name().toLowerCase(Locale.ROOT), count));
        return new Draft(
                origin.name(),
                links,
                found.releases(),
                found.sampled().stream().map(DiscoveredRelease::name).toList(),
                texts(found, datasets),
                drafted,
                rejected,
                differences,
                left.lines());
    }

    private DatasetDraft drafted(DraftDataset dataset) {
        Map<ReleaseName, Long> rows = new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
        long repeated = 0;
        for (Map.Entry<ReleaseName, Trial> trial : trials.entrySet()) {
            TrialDataset tried = trial.getValue().dataset(dataset.name());
            if (tried.rows() > 0) {
                rows.put(trial.getKey(), tried.rows());
            }
            repeated += tried.repeated();
        }
        return new DatasetDraft(
                dataset.newest().title(),
                dataset.columns().size(),
                dataset.keys().stream().map(DraftColumn::name).toList(),
                rows,
                repeated,
                dataset.total().when().isPresent());
    }

    /** Releases that the drafted manifest does not find: files are dated by fields, and a draft may leave these out. */
    private List<String> undated(FoundFiles found, List<DraftDataset> datasets) throws IOException {
        Set<ReleaseName> again = files.discover(manifest(found, datasets)).releases().stream()
                .map(DiscoveredRelease::name)
                .collect(Collectors.toSet());
        return found.releases().stream()
                .filter(release -> !again.contains(release))
                .map(
                        "%s: its files say their period in a column that the draft does not take for one; give it role period"
                                ::formatted)
                .toList();
    }

    /** Where the manifest finds more or fewer rows than the inspection did. */
    private List<String> differences(DraftDataset dataset) {
        List<String> differences = new ArrayList<>();
        Set<Place> places = new LinkedHashSet<>();
        dataset.tables().forEach(table -> places.add(table.place()));
        for (Place place : places) {
            long seen = dataset.rowsAt(place);
            long read = trials.values().stream()
                    .mapToLong(trial -> trial.rows(place, dataset.name()))
                    .sum();
            if (seen != read) {
                differences.add("%s, %s: %s: the table has %,d rows, the draft reads %,d"
                        .formatted(place.release(), place, dataset.name(), seen, read));
            }
        }
        return differences;
    }
}
