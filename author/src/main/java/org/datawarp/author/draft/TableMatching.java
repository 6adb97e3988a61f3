package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides which tables of different releases are one dataset: those that are most alike first, each once. */
final class TableMatching {

    /** Tables below this likeness are different datasets. */
    private static final double LIKE = 0.75;

    private final List<DraftDataset> datasets = new ArrayList<>();

    private record Pair(SeenTable table, DraftDataset dataset, double likeness) {}

    /** Adds the tables of one release, or of one file that may continue another; the newest first. */
    void add(List<SeenTable> tables) {
        List<Pair> pairs = new ArrayList<>();
        for (SeenTable table : tables) {
            for (DraftDataset dataset : datasets) {
                double likeness = dataset.tables().stream()
                        .mapToDouble(table::likeness)
                        .max()
                        .orElse(0);
                if (likeness >= LIKE) {
                    pairs.add(new Pair(table, dataset, likeness));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::likeness).reversed());
        Set<SeenTable> placed = new HashSet<>();
        for (Pair pair : pairs) {
            if (!placed.contains(pair.table()) && !pair.dataset().isTaken(pair.table())) {
                pair.dataset().add(pair.table());
                placed.add(pair.table());
            }
        }
        tables.stream().filter(table -> !placed.contains(table)).forEach(this::begin);
    }

    /** Starts a dataset, unless a table that began just before continues in this one. */
    private void begin(SeenTable table) {
        for (DraftDataset dataset : datasets) {
            if (!dataset.isTaken(table) && dataset.newest().likeness(table) >= LIKE) {
                dataset.add(table);
                return;
            }
        }
        datasets.add(new DraftDataset(table));
    }

    List<DraftDataset> datasets() {
        return datasets;
    }
}
