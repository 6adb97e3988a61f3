package org.datawarp.sinks.catalog;

import java.io.IOException;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.sinks.parquet.DatasetFold;
import org.datawarp.sinks.parquet.LastChanges;

/**
 * The rows that a dataset has in the catalogue, read from its change topic: the last change of each row up to the
 * catalogue's end.
 *
 * <p>Compaction keeps a row's last change only. If that change came after the catalogue's end, the row is missing here,
 * and the number of rows differs from the catalogue's. Owned by one thread.
 */
final class RowsOfTopic {

    private final SinkTopics topics;
    private final CatalogDataset dataset;
    private final Patience patience;
    private long snapshot;
    private long from;
    private long rows;

    RowsOfTopic(SinkTopics topics, CatalogDataset dataset, Patience patience) {
        this.topics = topics;
        this.dataset = dataset;
        this.patience = patience;
    }

    /**
     * Puts all rows into a fold without parts.
     *
     * @return whether they are as many as the catalogue says
     * @throws Patience.StoppedException if the sink stops first
     */
    boolean into(DatasetFold fold) throws IOException {
        from = topics.firstChange(dataset.dataset());
        read(this::findSnapshot);
        LastChanges changes = new LastChanges(from, dataset.rows());
        for (int i = 0; i < changes.passes(); i++) {
            int pass = i;
            read((queued, offset) -> changes.add(pass, queued.key(), offset));
            changes.endPass();
        }
        read((queued, offset) -> {
            if (changes.isLast(offset)) {
                insert(queued, fold);
            }
        });
        return rows == dataset.rows();
    }

    private void read(SinkTopics.Reading reading) throws IOException {
        topics.read(dataset.dataset(), from, dataset.changesOffset(), patience, reading);
    }

    /** A snapshot has all rows: it replaces the earlier ones. */
    private void findSnapshot(ChangeQueue.Queued queued, long offset) {
        long transaction = queued.change().transaction();
        if (transaction < 0 && transaction != snapshot) {
            snapshot = transaction;
            from = offset;
        }
    }

    private void insert(ChangeQueue.Queued queued, DatasetFold fold) throws IOException {
        RowChange last = queued.change();
        if (last.operation() != Operation.DELETE) {
            RowChange insert = new RowChange(Operation.INSERT, last.transaction(), last.order(), null, last.after());
            fold.add(queued.key(), insert, queued.codec().columns());
            rows++;
        }
    }
}
