package org.datawarp.sinks.catalog;

import java.io.IOException;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.sinks.parquet.DatasetFold;
import org.datawarp.sinks.parquet.LastChanges;

/**
 * The rows that a dataset has in the catalogue, as its change topic tells them: the last change of each, up to where the
 * catalogue ends.
 *
 * <p>Compaction keeps a row's last change only. Where that came after the catalogue's end, the row is not found here, and
 * the number of rows is not the catalogue's. Owned by one thread.
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
     * Puts all rows into a fold of no parts.
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

    /** A snapshot says what all rows are: those that were there before it do not count any more. */
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
