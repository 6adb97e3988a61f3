package org.datawarp.sinks.change;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Takes Debezium's events transaction by transaction. It acknowledges only the end of a transaction, after all of it is
 * safe in Kafka, so a restart delivers whole transactions again, never a part.
 *
 * <p>Used by the engine's thread.
 */
final class TransactionFeed implements DebeziumEngine.ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> {

    private final ChangePublisher publisher;
    private final EventTranslation translation;
    private final CaptureProgress progress;
    private final List<OpenTransaction> complete = new ArrayList<>();

    TransactionFeed(ChangePublisher publisher, SourceDatabase database, CaptureProgress progress) {
        this.publisher = publisher;
        this.translation = new EventTranslation(publisher, database::logsRowsBefore);
        this.progress = progress;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<SourceRecord, SourceRecord>> events,
            DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        ChangeEvent<SourceRecord, SourceRecord> end = null;
        for (ChangeEvent<SourceRecord, SourceRecord> event : events) {
            OpenTransaction ended = translation.take(event.value());
            if (ended != null) {
                complete.add(ended);
                end = event;
            }
        }
        if (end != null) {
            publisher.flush();
            complete.forEach(progress::published);
            complete.clear();
            acknowledge(end, committer);
        }
    }

    /**
     * The position is stored without Debezium's "last processed" LSN: with it, a restart would search the log for that
     * event and filter by LSN, which several events may share. At the end of a transaction, PostgreSQL itself continues
     * with exactly the next one.
     */
    private void acknowledge(
            ChangeEvent<SourceRecord, SourceRecord> end,
            DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        long lsn = EventTranslation.endLsn(end.value());
        DebeziumEngine.Offsets position = committer.buildOffsets();
        position.set(StoredPosition.LSN, lsn);
        position.set(StoredPosition.COMMIT_LSN, lsn);
        committer.markProcessed(end, position);
        committer.markBatchFinished();
        progress.acknowledged(lsn, EventTranslation.committedAt(end.value()));
    }
}
