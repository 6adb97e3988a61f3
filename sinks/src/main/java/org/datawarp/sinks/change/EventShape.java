package org.datawarp.sinks.change;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.change.RowChange;
import org.jspecify.annotations.Nullable;

/**
 * The layout of one table's events until it is altered: where their parts are, and where they go.
 *
 * <p>Owned by one thread.
 */
final class EventShape {

    static final String AFTER = "after";

    private final Field operation;
    private final Field before;
    private final Field after;
    private final RowReader rows;
    private final DatasetTopic topic;

    EventShape(Schema event, RowReader rows, DatasetTopic topic) {
        this.operation = event.field("op");
        this.before = event.field("before");
        this.after = event.field(AFTER);
        this.rows = rows;
        this.topic = topic;
    }

    void publish(Struct event, OpenTransaction transaction) {
        Struct old = (Struct) event.get(before);
        Struct current = (Struct) event.get(after);
        switch ((String) event.get(operation)) {
            case "c" -> send(Operation.INSERT, null, current, transaction);
            case "d" -> send(Operation.DELETE, identified(old), null, transaction);
            case "u" -> update(identified(old), current, transaction);
            default -> throw unsupported((String) event.get(operation));
        }
    }

    /** A row that changes its identity moves to another key. Without a delete, the old row would stay in the topic. */
    private void update(Struct old, Struct current, OpenTransaction transaction) {
        if (rows.isSame(old, current)) {
            send(Operation.UPDATE, old, current, transaction);
        } else {
            send(Operation.DELETE, old, null, transaction);
            send(Operation.INSERT, null, current, transaction);
        }
    }

    private void send(Operation change, @Nullable Struct old, @Nullable Struct current, OpenTransaction transaction) {
        long order = transaction.nextOrder(topic.dataset().value());
        byte[] key = rows.key(current == null ? identified(old) : current);
        topic.send(
                key,
                new RowChange(
                        change,
                        transaction.id(),
                        order,
                        old == null ? null : rows.values(old),
                        current == null ? null : rows.values(current)));
    }

    private Struct identified(@Nullable Struct old) {
        if (old == null) {
            throw withoutRowBefore(topic.dataset().value());
        }
        return old;
    }

    static UnsupportedChangeException withoutRowBefore(String table) {
        return new UnsupportedChangeException(
                ("Cannot capture changes of data.%s: found changes without the row before, expected REPLICA IDENTITY FULL;"
                                + " set it (ALTER TABLE data.%s REPLICA IDENTITY FULL), drop the replication slot and start"
                                + " again")
                        .formatted(table, table));
    }

    private UnsupportedChangeException unsupported(String found) {
        return new UnsupportedChangeException(
                ("Cannot capture a change of data.%s: found the operation \"%s\" (\"t\" is TRUNCATE), expected insert,"
                                + " update or delete; drop the replication slot and start again")
                        .formatted(topic.dataset(), found));
    }
}
