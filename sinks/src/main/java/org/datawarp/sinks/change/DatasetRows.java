package org.datawarp.sinks.change;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.datawarp.schemas.name.DatasetName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes Debezium's row events as changes of datasets.
 *
 * <p>Owned by one thread.
 */
final class DatasetRows {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetRows.class);

    /** Debezium makes a new schema whenever a table changes; old ones are dropped from time to time. */
    private static final int MOST_SHAPES = 1_000;

    private final ChangeOutlet outlet;
    private final Predicate<String> logsRowsBefore;
    private final int topicPrefix;
    private final IdentityHashMap<Schema, Optional<EventShape>> shapes = new IdentityHashMap<>();
    private final Map<String, DatasetTopic> topics = new HashMap<>();

    /**
     * @param topicPrefix how many characters of Debezium's topic precede the table's name
     * @param logsRowsBefore whether the changes of a table carry the whole row before
     */
    DatasetRows(ChangeOutlet outlet, int topicPrefix, Predicate<String> logsRowsBefore) {
        this.outlet = outlet;
        this.logsRowsBefore = logsRowsBefore;
        this.topicPrefix = topicPrefix;
    }

    void publish(SourceRecord event, OpenTransaction transaction) {
        Struct change = (Struct) event.value();
        Optional<EventShape> shape = shapes.get(change.schema());
        if (shape == null) {
            shape = learn(event.topic().substring(topicPrefix), change.schema());
        }
        if (shape.isPresent()) {
            shape.get().publish(change, transaction);
        }
    }

    private Optional<EventShape> learn(String table, Schema event) {
        if (shapes.size() >= MOST_SHAPES) {
            shapes.clear();
        }
        Optional<EventShape> shape = shape(table, event);
        shapes.put(event, shape);
        return shape;
    }

    private Optional<EventShape> shape(String table, Schema event) {
        Schema row = event.field(EventShape.AFTER).schema();
        if (!RowReader.reads(row)) {
            LOG.atWarn()
                    .addKeyValue("dataset", table)
                    .log("Not captured: a table in schema data without a dataset's key");
            return Optional.empty();
        }
        if (!logsRowsBefore.test(table)) {
            throw EventShape.withoutRowBefore(table);
        }
        RowReader reader = RowReader.of(row);
        DatasetTopic topic = topics.get(table);
        if (topic == null || !topic.columns().equals(reader.columns())) {
            topic = outlet.topic(new DatasetName(table), reader.columns());
            topics.put(table, topic);
        }
        return Optional.of(new EventShape(event, reader, topic));
    }
}
