package org.datawarp.sinks.change;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes what Debezium delivers, transaction by transaction, and acknowledges at the end of a transaction only, after all
 * of it is safe in Kafka. So a restart delivers whole transactions again, never a part.
 *
 * <p>Used by the engine's thread.
 */
final class TransactionFeed implements DebeziumEngine.ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> {

    private static final String COMMITS_TOPIC = EngineProperties.PREFIX + ".datawarp.commits";
    private static final String DATA_TOPICS = EngineProperties.PREFIX + ".data.";

    private final ChangePublisher publisher;
    private final DatasetRows rows;
    private final CaptureProgress progress;
    private final List<OpenTransaction> complete = new ArrayList<>();
    private @Nullable OpenTransaction open;

    TransactionFeed(ChangePublisher publisher, SourceDatabase database, CaptureProgress progress) {
        this.publisher = publisher;
        this.rows = new DatasetRows(publisher, DATA_TOPICS.length(), database::logsRowsBefore);
        this.progress = progress;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<SourceRecord, SourceRecord>> events,
            DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        ChangeEvent<SourceRecord, SourceRecord> end = null;
        for (ChangeEvent<SourceRecord, SourceRecord> event : events) {
            if (endsTransaction(event.value())) {
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
     * event and filter by LSN, which several events may share. At the end of a transaction PostgreSQL itself goes on
     * with the next one, exactly.
     */
    private void acknowledge(
            ChangeEvent<SourceRecord, SourceRecord> end,
            DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        long lsn = endLsn(end.value());
        DebeziumEngine.Offsets position = committer.buildOffsets();
        position.set(StoredPosition.LSN, lsn);
        position.set(StoredPosition.COMMIT_LSN, lsn);
        committer.markProcessed(end, position);
        committer.markBatchFinished();
        progress.acknowledged(lsn, committedAt(end.value()));
    }

    private boolean endsTransaction(SourceRecord event) {
        String topic = event.topic();
        if (topic.startsWith(DATA_TOPICS)) {
            rows.publish(event, current());
        } else if (topic.equals(EngineProperties.TRANSACTION_TOPIC)) {
            return boundary(event);
        } else if (topic.equals(COMMITS_TOPIC)) {
            commit((Struct) event.value());
        }
        return false;
    }

    private OpenTransaction current() {
        if (open == null) {
            throw new IllegalStateException("Cannot publish a change: Debezium delivered it outside of a transaction");
        }
        return open;
    }

    private boolean boundary(SourceRecord event) {
        Struct value = (Struct) event.value();
        long id = transactionId(value.getString("id"));
        if (value.getString("status").equals("BEGIN")) {
            open = new OpenTransaction(id, publisher);
            return false;
        }
        OpenTransaction ended = current();
        if (ended.id() != id) {
            throw new IllegalStateException("Cannot end transaction %d: %d is open".formatted(id, ended.id()));
        }
        ended.end(endLsn(event), committedAt(event));
        complete.add(ended);
        open = null;
        return true;
    }

    private void commit(Struct change) {
        if (change.getString("op").equals("c")) {
            current().commit(change.getStruct("after").getString("body"));
        }
    }

    /** Of {@code xid:lsn}: the second half differs between the events of one transaction. */
    private static long transactionId(String id) {
        return Long.parseLong(id, 0, id.indexOf(':'), 10);
    }

    /** Where the commit record ends: grows in the order in which transactions are delivered, that of their commits. */
    private static long endLsn(SourceRecord end) {
        return (Long) Objects.requireNonNull(end.sourceOffset().get("lsn_commit"));
    }

    private static Instant committedAt(SourceRecord end) {
        Map<String, ?> position = end.sourceOffset();
        return Instant.EPOCH.plus((Long) Objects.requireNonNull(position.get("ts_usec")), ChronoUnit.MICROS);
    }
}
