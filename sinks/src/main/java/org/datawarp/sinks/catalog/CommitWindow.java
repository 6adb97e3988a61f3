package org.datawarp.sinks.catalog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.sinks.parquet.DatasetFold;
import org.datawarp.sinks.parquet.FoldBase;
import org.datawarp.sinks.parquet.FoldedDataset;
import org.datawarp.sinks.parquet.PartStore;

/**
 * What the next catalogue version will contain: the catalogue in force and the transactions folded since.
 *
 * <p>Owned by one thread. Closing deletes the files of parts that it made.
 */
final class CommitWindow implements Closeable {

    /** A transaction up to this size joins others that wait for their commit; a larger one would keep them waiting. */
    private static final long MOST_CHANGES_TO_JOIN = 50_000;

    /** Datasets whose parts are written at once; each takes some tens of megabytes. */
    static final int MOST_OPEN = 4;

    /**
     * A finished window.
     *
     * @param created files of new parts by key
     */
    record Outcome(Catalog catalog, Map<String, Path> created) {}

    private final Catalog base;
    private final SinkSettings settings;
    private final StoredParts parts;
    private final Map<DatasetName, CatalogDataset> known = new HashMap<>();
    private final Map<DatasetName, DatasetFold> folds = new LinkedHashMap<>();
    private final Map<DatasetName, Long> changesOffsets = new LinkedHashMap<>();
    private final Map<DatasetName, Long> snapshots = new HashMap<>();
    private final Set<DatasetName> admitted = new HashSet<>();
    private final Set<DatasetName> rewritten = new HashSet<>();
    private final List<EndedTransaction> transactions = new ArrayList<>();

    CommitWindow(Catalog base, SinkSettings settings, StoredParts parts) {
        this.base = base;
        this.settings = settings;
        this.parts = parts;
        base.datasets().forEach(dataset -> known.put(dataset.dataset(), dataset));
    }

    Catalog base() {
        return base;
    }

    /** The whole transactions that are in it, in order. */
    List<EndedTransaction> transactions() {
        return List.copyOf(transactions);
    }

    /** Whether no whole transaction is in it. */
    boolean isEmpty() {
        return transactions.isEmpty();
    }

    /** The end of the last transaction that is in the catalogue or in here. */
    long lastLsn() {
        return isEmpty()
                ? base.endLsn()
                : transactions.get(transactions.size() - 1).endLsn();
    }

    boolean takes(EndedTransaction transaction) {
        return isEmpty() || transaction.changes() <= MOST_CHANGES_TO_JOIN;
    }

    /** Whether a dataset is in the catalogue, or will be with what is in here. */
    boolean publishes(DatasetName dataset) {
        return known.containsKey(dataset) || admitted.contains(dataset);
    }

    /** The datasets that are in the catalogue, or will be with what is in here. */
    Set<DatasetName> published() {
        Set<DatasetName> all = new HashSet<>(known.keySet());
        all.addAll(admitted);
        return all;
    }

    /** How many datasets have changes in here. */
    int datasets() {
        return folds.size();
    }

    boolean has(DatasetName dataset) {
        return folds.containsKey(dataset);
    }

    void fold(DatasetName dataset, ChangeQueue.Queued queued) throws IOException {
        long transaction = queued.change().transaction();
        if (transaction < 0) {
            beginAnew(dataset, transaction);
        }
        DatasetFold fold = folds.get(dataset);
        if (fold == null) {
            CatalogDataset before = known.get(dataset);
            fold = newFold(dataset, before == null ? List.of() : before.parts());
            folds.put(dataset, fold);
        }
        fold.add(queued.key(), queued.change(), queued.codec().columns());
    }

    /** A snapshot has all rows of a dataset, perhaps none: it replaces the published ones. */
    void beginAnew(DatasetName dataset, long snapshot) throws IOException {
        if (!Objects.equals(snapshots.put(dataset, snapshot), snapshot)) {
            drop(dataset);
            folds.put(dataset, newFold(dataset, List.of()));
        }
    }

    private DatasetFold newFold(DatasetName dataset, List<Part> from) throws IOException {
        CatalogDataset before = known.get(dataset);
        FoldBase base = before == null
                ? FoldBase.empty(dataset)
                : new FoldBase(
                        dataset, from, before.nextPart(), FoldBase.of(before).columns());
        PartStore store = publishes(dataset) ? parts : parts.unpublished();
        return new DatasetFold(base, store, settings.work(), settings.limits());
    }

    /**
     * Takes all rows of a dataset from its change topic, for new parts that replace the present ones.
     *
     * @return whether they are all there; if not, the window is unchanged
     */
    boolean rewrite(CatalogDataset dataset, RowsOfTopic rows) throws IOException {
        DatasetFold fold = newFold(dataset.dataset(), List.of());
        folds.put(dataset.dataset(), fold);
        if (!rows.into(fold)) {
            drop(dataset.dataset());
            return false;
        }
        rewritten.add(dataset.dataset());
        changesOffsets.put(dataset.dataset(), dataset.changesOffset());
        return true;
    }

    /** All changes of a dataset in one transaction are folded, and others may need the memory. */
    void rest(DatasetName dataset) throws IOException {
        DatasetFold fold = folds.get(dataset);
        if (fold != null && folds.size() > MOST_OPEN) {
            fold.rest();
        }
    }

    /** Forgets what was folded for a dataset: it is not published, or a snapshot replaces it. */
    void drop(DatasetName dataset) throws IOException {
        DatasetFold fold = folds.remove(dataset);
        if (fold != null) {
            fold.close();
        }
    }

    /**
     * All of a transaction is folded. A dataset comes in with its first rows, or with a snapshot.
     *
     * @param offsets where reading each of its datasets' changes continues
     */
    void add(EndedTransaction transaction, Map<DatasetName, Long> offsets) {
        transactions.add(transaction);
        changesOffsets.putAll(offsets);
        transaction.promoted().stream()
                .filter(dataset -> transaction.isSnapshot() || folds.containsKey(dataset))
                .forEach(admitted::add);
    }

    /** Makes the next catalogue; the window accepts nothing more. */
    Outcome finish(Instant now) throws IOException {
        Map<DatasetName, FoldedDataset> folded = new LinkedHashMap<>();
        Map<String, Path> created = new LinkedHashMap<>();
        for (var fold : folds.entrySet()) {
            FoldedDataset result = fold.getValue().finish(lastLsn());
            folded.put(fold.getKey(), rewritten.contains(fold.getKey()) ? result.withoutChanges() : result);
            created.putAll(result.created());
        }
        NextCatalog next = new NextCatalog(base, now, settings.singleFileBytes());
        return new Outcome(
                next.with(transactions, this::publishes, folded, changesOffsets, snapshots.keySet()), created);
    }

    /** Forgets all that is in it; may be used again. */
    @Override
    public void close() throws IOException {
        parts.forgetUploads();
        for (DatasetFold fold : folds.values()) {
            fold.close();
        }
        folds.clear();
        snapshots.clear();
        transactions.clear();
        changesOffsets.clear();
        admitted.clear();
        rewritten.clear();
    }
}
