package org.datawarp.author.proposal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.datawarp.author.proposal.SeenRelease.Placed;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.FieldRole;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.Source;
import org.datawarp.streams.layout.DriftFinder;
import org.datawarp.streams.layout.DriftedTable;
import org.datawarp.streams.layout.PlacedField;
import org.datawarp.streams.layout.SheetSources;
import org.jspecify.annotations.Nullable;

/** Looks for one dataset in all sheets of a release, under any name. Used once, by one thread. */
final class TableSearch {

    private static final double WHOLE = 0.35;
    private static final double BY_NAME = 0.25;
    private static final double ALONE = 0.2;
    private static final double BY_KEYS = 0.2;

    /** Two candidates this close cannot be distinguished. */
    private static final double TOO_CLOSE = 0.1;

    private static final double UNTOLD = 0.6;

    /** Parts of one table share almost no rows. */
    private static final double MOST_SHARED = 0.2;

    private static final double FEWEST_KNOWN = 0.5;

    private final SeenRelease release;
    private final Manifest manifest;
    private final Dataset dataset;
    private final @Nullable Placed before;
    private final Set<String> keysBefore;

    /** @param before the dataset's table in the release before; null when there is none */
    TableSearch(SeenRelease release, Manifest manifest, Dataset dataset, @Nullable Placed before) {
        this.release = release;
        this.manifest = manifest;
        this.dataset = dataset;
        this.before = before;
        this.keysBefore = before == null
                ? Set.of()
                : keys(
                        before.sheet(),
                        before.region().fields(),
                        before.region().band().lastRow());
    }

    /**
     * A sheet that may hold the dataset.
     *
     * @param named whether the manifest's sources match its names
     * @param likeness of its names to those of the release before, 0 to 1
     * @param knownKeys the share of its keys that the release before has
     */
    record Candidate(
            SeenSheet sheet,
            DriftedTable table,
            boolean named,
            double likeness,
            double knownKeys,
            Set<String> keys,
            double confidence) {}

    /** The sheets that have all or most of the dataset's headings and belong to no other dataset; the best first. */
    List<Candidate> candidates() {
        Set<SeenSheet> taken = takenByOthers();
        List<Candidate> found = new ArrayList<>();
        for (SeenSheet sheet : release.sheets()) {
            boolean named = SheetSources.mayHold(dataset, sheet.opened());
            if (named || !taken.contains(sheet)) {
                new DriftFinder(sheet.firstRows())
                        .find(dataset, release.period().end())
                        .map(table -> candidate(sheet, table, named))
                        .ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingDouble(Candidate::confidence).reversed());
        return weighed(found);
    }

    private Set<SeenSheet> takenByOthers() {
        Set<SeenSheet> taken = new HashSet<>();
        for (Dataset other : manifest.datasets()) {
            if (!other.name().equals(dataset.name())) {
                release.find(manifest, other).forEach(placed -> taken.add(placed.sheet()));
            }
        }
        return taken;
    }

    private Candidate candidate(SeenSheet sheet, DriftedTable table, boolean named) {
        Set<String> keys = keys(sheet, table.placed(), table.band().lastRow());
        double known = Similarity.ofValues(keys, keysBefore);
        double likeness = named ? 1 : nameLikeness(sheet);
        double share = (double) table.placed().size()
                / (table.placed().size() + table.missing().size());
        double confidence = WHOLE * share + BY_NAME * likeness + BY_KEYS * (keysBefore.isEmpty() ? 0.5 : known);
        return new Candidate(sheet, table, named, likeness, known, keys, confidence);
    }

    /** A single candidate is more certain; of two equally good ones, neither is certain. */
    private static List<Candidate> weighed(List<Candidate> sorted) {
        List<Candidate> weighed = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Candidate one = sorted.get(i);
            boolean rival = sorted.stream()
                            .filter(other -> Math.abs(other.confidence() - one.confidence()) < TOO_CLOSE)
                            .count()
                    > 1;
            double confidence = sorted.size() == 1 || (i == 0 && !rival) ? one.confidence() + ALONE : one.confidence();
            weighed.add(with(one, rival ? Math.min(confidence, UNTOLD) : confidence));
        }
        return weighed;
    }

    private static Candidate with(Candidate one, double confidence) {
        return new Candidate(
                one.sheet(), one.table(), one.named(), one.likeness(), one.knownKeys(), one.keys(), confidence);
    }

    private double nameLikeness(SeenSheet sheet) {
        double likeness = before == null
                ? 0
                : Math.max(
                        Similarity.ofNames(
                                sheet.opened().name(), before.sheet().opened().name()),
                        isOneSheetAFile(sheet)
                                ? Similarity.ofNames(
                                        sheet.opened().fileName(),
                                        before.sheet().opened().fileName())
                                : 0);
        for (Source source : dataset.sources()) {
            likeness = Math.max(
                    likeness,
                    Similarity.ofNames(
                            source.sheet().replace('*', ' '), sheet.opened().name()));
        }
        return likeness;
    }

    private boolean isOneSheetAFile(SeenSheet sheet) {
        return release.sheets().stream()
                        .filter(other ->
                                other.opened().file().equals(sheet.opened().file()))
                        .count()
                == 1;
    }

    /**
     * The candidates that each hold a part of the dataset that was one table in the release before: they share no keys.
     */
    static List<Candidate> parts(List<Candidate> candidates, Set<String> taken) {
        Set<String> known = new HashSet<>(taken);
        List<Candidate> parts = new ArrayList<>();
        for (Candidate candidate : candidates) {
            boolean apart = Similarity.ofValues(candidate.keys(), known) <= MOST_SHARED;
            if (apart && candidate.table().isWhole() && candidate.knownKeys() >= FEWEST_KNOWN) {
                parts.add(candidate);
                known.addAll(candidate.keys());
            }
        }
        return parts;
    }

    /** The keys of a table's rows, one text for each. */
    static Set<String> keys(SeenSheet sheet, List<PlacedField> fields, int below) {
        List<Integer> columns = fields.stream()
                .filter(placed -> placed.field().role() == FieldRole.KEY)
                .map(PlacedField::column)
                .toList();
        return columns.isEmpty() ? Set.of() : sheet.texts(columns, below);
    }

    Optional<Placed> before() {
        return Optional.ofNullable(before);
    }
}
