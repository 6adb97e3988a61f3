package org.datawarp.streams.release;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.jspecify.annotations.Nullable;

/**
 * What applying a release again would change in what is visible.
 *
 * @param reasons why it would be held; empty when it would be promoted
 * @param rejected how many rows would be rejected
 * @param datasets those of the manifest that have rows or had some, in its order
 */
public record ReplayPreview(List<HoldReason> reasons, long rejected, List<DatasetPreview> datasets) {

    public ReplayPreview {
        reasons = List.copyOf(reasons);
        datasets = List.copyOf(datasets);
    }

    public static ReplayPreview refused(HoldReason reason) {
        return new ReplayPreview(List.of(reason), 0, List.of());
    }

    /** Whether it would be promoted. */
    public boolean isGood() {
        return reasons.isEmpty();
    }

    /** How many rows would be inserted, updated or deleted, over all datasets. */
    public long changes() {
        return datasets.stream()
                .mapToLong(dataset -> dataset.inserted() + dataset.updated() + dataset.deleted())
                .sum();
    }

    /**
     * What one dataset would get.
     *
     * @param rows how many the release has for it
     * @param columns how many of the updated rows differ in each column, most first
     * @param periods what would change in each period, newest first
     * @param changed some rows that would change
     * @param beside some of the release's rows beside the same rows of the release before; none when the decision needs
     *     no comparison
     */
    public record DatasetPreview(
            DatasetName dataset,
            long rows,
            long inserted,
            long updated,
            long deleted,
            List<ColumnChange> columns,
            List<PeriodChange> periods,
            List<RowPair> changed,
            List<RowPair> beside) {

        public DatasetPreview {
            columns = List.copyOf(columns);
            periods = List.copyOf(periods);
            changed = List.copyOf(changed);
            beside = List.copyOf(beside);
        }
    }

    /** @param rows how many updated rows differ in the column */
    public record ColumnChange(ColumnName column, long rows) {}

    /** How many rows of a period would be inserted, updated and deleted. */
    public record PeriodChange(LocalDate start, LocalDate end, long inserted, long updated, long deleted) {}

    /**
     * A row before and after, as text by column.
     *
     * @param before null when there is none
     * @param after null when it would be deleted
     */
    public record RowPair(
            @Nullable Map<String, @Nullable String> before,
            @Nullable Map<String, @Nullable String> after) {}
}
