package org.datawarp.author.draft;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.datawarp.schemas.name.ReleaseName;

/**
 * A manifest that was drafted, and what it gives.
 *
 * @param name of the publication
 * @param links how many there are of each kind: data, supporting, methodology
 * @param releases all that its pages have, oldest first
 * @param read those that the draft was made from and tried on, newest first
 * @param files YAML by file name
 * @param datasets what each dataset would hold, by name
 * @param rejected rows that would not load, of all datasets together
 * @param differences where the draft reads more or fewer rows than there are
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
     * @param keys the columns that tell the rows of a period apart
     * @param rows by the releases that were read
     * @param repeated rows whose key another row of the release has too
     * @param checked whether rows that add up others are checked
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

    /** Whether it loads all that it was made from. */
    public boolean fits() {
        return rejected == 0 && differences.isEmpty();
    }
}
