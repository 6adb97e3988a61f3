package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datawarp.author.draft.DraftLayout.Slot;

/** Finds the columns that best identify the rows of each release. */
final class KeyChoice {

    private final List<Slot> labels;
    private final List<List<int[]>> releases;

    /** @param releases identities of the rows of each, as {@link DraftLayout#identity} gives them */
    KeyChoice(List<Slot> labels, List<List<int[]>> releases) {
        this.labels = labels;
        this.releases = releases;
    }

    /**
     * Adds columns to the given keys one by one: each time the one that distinguishes the most rows that are still
     * alike.
     */
    Set<String> extended(Set<String> keys) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (keys.contains(labels.get(i).name())) {
                chosen.add(i);
            }
        }
        long repeated = repeated(chosen);
        int best = 0;
        while (repeated > 0 && best >= 0) {
            best = -1;
            for (int i = 0; i < labels.size(); i++) {
                if (!chosen.contains(i)) {
                    chosen.add(i);
                    long with = repeated(chosen);
                    chosen.remove(chosen.size() - 1);
                    if (with < repeated) {
                        repeated = with;
                        best = i;
                    }
                }
            }
            if (best >= 0) {
                chosen.add(best);
            }
        }
        Set<String> names = new HashSet<>(keys);
        chosen.forEach(index -> names.add(labels.get(index).name()));
        return names;
    }

    private long repeated(List<Integer> chosen) {
        long repeated = 0;
        for (List<int[]> rows : releases) {
            Set<Long> seen = new HashSet<>(rows.size() * 2);
            for (int[] row : rows) {
                long hash = row[0];
                for (int index : chosen) {
                    hash = hash * 1_000_003L + row[index + 1] + index;
                }
                repeated += seen.add(hash) ? 0 : 1;
            }
        }
        return repeated;
    }
}
