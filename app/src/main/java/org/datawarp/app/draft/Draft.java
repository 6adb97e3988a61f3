package org.datawarp.app.draft;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.datawarp.schemas.name.ReleaseName;

/**
 * A manifest that was drafted, and what it gives.
 *
 * @param name of the publication
 * @param releases all that its pages have, oldest first
 * @param files YAML by file name
 * @param datasets what each dataset would hold, by name
 * @param left what was seen and is not in the draft, and why
 */
public record Draft(
        String name,
        List<ReleaseName> releases,
        SortedMap<String, String> files,
        SortedMap<String, DatasetDraft> datasets,
        List<String> left) {

    /**
     * A dataset of a draft.
     *
     * @param rows by the releases that were read
     * @param rejected rows that would not load, in those releases; of all datasets together
     */
    public record DatasetDraft(String title, int columns, Map<ReleaseName, Long> rows, long rejected) {

        public long totalRows() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
