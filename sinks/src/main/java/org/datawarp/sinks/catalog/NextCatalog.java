package org.datawarp.sinks.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.DatasetChanges;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.sinks.parquet.FoldedDataset;

/** Computes the next catalogue, without files, store or clock. */
final class NextCatalog {

    private final long version;
    private final Instant now;
    private final long singleFileBytes;
    private final Map<DatasetName, CatalogDataset> datasets = new TreeMap<>();
    private final Map<DatasetName, DatasetDraft> drafts = new TreeMap<>();
    private long transactionsOffset;
    private long endLsn;

    NextCatalog(Catalog base, Instant now, long singleFileBytes) {
        this.version = base.version() + 1;
        this.now = now;
        this.singleFileBytes = singleFileBytes;
        this.transactionsOffset = base.transactionsOffset();
        this.endLsn = base.endLsn();
        base.datasets().forEach(dataset -> datasets.put(dataset.dataset(), dataset));
    }

    /**
     * @param transactions those that are folded, in order; none when parts were only rewritten
     * @param published the datasets that are in the catalogue, or will be
     * @param folded the datasets that have changes; each is in the catalogue or in a promoted release
     * @param changesOffsets where reading each of these continues
     * @param replaced those of them whose rows were all read again
     */
    Catalog with(
            List<EndedTransaction> transactions,
            Predicate<DatasetName> published,
            Map<DatasetName, FoldedDataset> folded,
            Map<DatasetName, Long> changesOffsets,
            Set<DatasetName> replaced) {
        for (EndedTransaction transaction : transactions) {
            transaction.commits().forEach(commit -> describe(commit, transaction.capturedAt(), published));
            transactionsOffset = transaction.nextOffset();
            endLsn = transaction.endLsn();
        }
        folded.forEach((dataset, result) -> draft(dataset).fill(result, changesOffsets.getOrDefault(dataset, 0L)));
        drafts.forEach((dataset, draft) -> datasets.put(dataset, draft.toDataset(singleFileBytes)));
        List<DatasetChanges> changes = drafts.entrySet().stream()
                .map(draft -> draft.getValue().toChanges(replaced.contains(draft.getKey())))
                .toList();
        return new Catalog(version, now, transactionsOffset, endLsn, new ArrayList<>(datasets.values()), changes);
    }

    private void describe(Commit commit, Instant capturedAt, Predicate<DatasetName> published) {
        for (CommittedDataset committed : commit.datasets()) {
            DatasetName dataset = committed.table().dataset();
            if (published.test(dataset)) {
                if (!datasets.containsKey(dataset)) {
                    drafts.putIfAbsent(dataset, DatasetDraft.first(committed, commit, version, now));
                }
                draft(dataset).describe(committed, commit, capturedAt);
            }
        }
    }

    private DatasetDraft draft(DatasetName dataset) {
        return drafts.computeIfAbsent(
                dataset,
                absent -> new DatasetDraft(
                        Objects.requireNonNull(
                                datasets.get(dataset),
                                () -> "Dataset %s is in no catalogue and no release".formatted(dataset)),
                        version,
                        now));
    }
}
