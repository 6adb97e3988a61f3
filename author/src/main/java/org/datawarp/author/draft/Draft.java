package org.datawarp.author.draft;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.datawarp.schemas.name.ReleaseName;

/**
 * A drafted manifest, and what it gives.
 *
 * @param name of the publication
 * @param links how many there are of each kind: data, supporting, methodology
 * @param releases all that its pages have, oldest first
 * @param read those from which the draft was made and on which it was tried, newest first
 * @param files YAML by file name
 * @param datasets what each dataset would hold, by name
 * @param rejected rows that would not load, of all datasets together
 * @param differences where the draft reads more or fewer rows than the tables have
 * @param left what was seen and is not in the draft, and why
 */
public record Draft(
        String name,
        Map<String, Integer> links,
        List<ReleaseName> releases,
        List<ReleaseName> read,
        SortedMap<String, String> files,
        SortedMap<String, DatasetDraft> datasets,
        long rejected,
        List<String> differences,
        List<String> left) {

    /**
     * A dataset of a draft.
     *
     * @param keys the columns that identify a row within a period
     * @param rows by the releases that were read
     * @param repeated rows whose key another row of the release also has
     * @param checked whether totals are checked
     */
    public record DatasetDraft(
            String title, int columns, List<String> keys, Map<ReleaseName, Long> rows, long repeated, boolean checked) {

        public long totalRows() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The same, with other texts in its files. */
    public Draft with(SortedMap<String, String> texts) {
        return new Draft(name, links, releases, read, texts, datasets, rejected, differences, left);
    }

    /** Whether it loads all rows from which it was made. */
    public boolean fits() {
        return rejected == 0 && differences.isEmpty();
    }
}
