package org.datawarp.sinks.change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns Debezium's events into the messages of changes and transactions, both in the engine and in Kafka Connect.
 *
 * <p>Owned by one thread.
 */
final class EventTranslation {

    private static final String COMMITS_TOPIC = EngineProperties.PREFIX + ".datawarp.commits";
    private static final String DATA_TOPICS = EngineProperties.PREFIX + ".data.";

    private final ChangeOutlet outlet;
    private final DatasetRows rows;
    private @Nullable OpenTransaction open;

    /** @param logsRowsBefore whether the changes of a table carry the whole row before */
    EventTranslation(ChangeOutlet outlet, Predicate<String> logsRowsBefore) {
        this.outlet = outlet;
        this.rows = new DatasetRows(outlet, DATA_TOPICS.length(), logsRowsBefore);
    }

    /**
     * Sends the messages for an event.
     *
     * @return the transaction that it ends; null when it ends none
     */
    @Nullable
    OpenTransaction take(SourceRecord event) {
        String topic = event.topic();
        if (topic.startsWith(DATA_TOPICS)) {
            rows.publish(event, current());
        } else if (topic.equals(EngineProperties.TRANSACTION_TOPIC)) {
            return boundary(event);
        } else if (topic.equals(COMMITS_TOPIC)) {
            commit((Struct) event.value());
        }
        return null;
    }

    private OpenTransaction current() {
        if (open == null) {
            throw new IllegalStateException("Cannot publish a change: Debezium delivered it outside of a transaction");
        }
        return open;
    }

    private @Nullable OpenTransaction boundary(SourceRecord event) {
        Struct value = (Struct) event.value();
        long id = transactionId(value.getString("id"));
        if (value.getString("status").equals("BEGIN")) {
            open = new OpenTransaction(id, outlet);
            return null;
        }
        OpenTransaction ended = current();
        if (ended.id() != id) {
            throw new IllegalStateException("Cannot end transaction %d: %d is open".formatted(id, ended.id()));
        }
        ended.end(endLsn(event), committedAt(event));
        open = null;
        return ended;
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

    /** The end of the commit record. It grows in the order of commits, in which transactions are delivered. */
    static long endLsn(SourceRecord end) {
        return (Long) Objects.requireNonNull(end.sourceOffset().get("lsn_commit"));
    }

    static Instant committedAt(SourceRecord end) {
        Map<String, ?> position = end.sourceOffset();
        return Instant.EPOCH.plus((Long) Objects.requireNonNull(position.get("ts_usec")), ChronoUnit.MICROS);
    }
}
