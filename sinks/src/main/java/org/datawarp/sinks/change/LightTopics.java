package org.datawarp.sinks.change;

import io.debezium.schema.SchemaTopicNamingStrategy;
import io.debezium.spi.schema.DataCollectionId;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's topic names, with the last one remembered. Events of one table mostly follow each other, and for each of
 * them Debezium would take a lock and reorder its cache. The engine creates this by its name.
 */
public final class LightTopics extends SchemaTopicNamingStrategy {

    private volatile @Nullable Named last;

    /** For the engine. */
    public LightTopics(Properties settings) {
        super(settings);
    }

    private record Named(DataCollectionId table, String topic) {}

    @Override
    public String dataChangeTopic(DataCollectionId table) {
        Named named = last;
        if (named == null || named.table() != table) {
            named = new Named(table, super.dataChangeTopic(table));
            last = named;
        }
        return named.topic();
    }
}
