package org.datawarp.sinks.change;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.meters.CommonEventMeter;
import io.debezium.pipeline.metrics.PipelineMetrics;
import io.debezium.pipeline.metrics.StreamingChangeEventSourceMetrics;
import io.debezium.pipeline.source.spi.EventMetadataProvider;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.spi.schema.DataCollectionId;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's task for PostgreSQL, without the text of each event that it writes for an unused metric. That text takes a
 * new JSON writer for each event, a seventh of the one thread that limits capture, and a fifth of all garbage.
 *
 * <p>Debezium has no setting for it, so its counter of events is replaced by one that writes nothing.
 */
public final class LightTask extends PostgresConnectorTask {

    private static final Field METRICS = field(ChangeEventSourceCoordinator.class, "streamingMetrics");
    private static final Field COUNTER = field(PipelineMetrics.class, "commonEventMeter");
    private static final Field WRITER = field(CommonEventMeter.class, "metadataProvider");

    /** For the engine. */
    public LightTask() {}

    @Override
    public ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> start(Configuration settings) {
        ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> coordinator = super.start(settings);
        try {
            var metrics = (StreamingChangeEventSourceMetrics<?>) METRICS.get(coordinator);
            // Events may be in progress: text is written for earlier events, and not for later ones.
            WRITER.set(COUNTER.get(metrics), new Silence());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A field that was made accessible is not", e);
        }
        return coordinator;
    }

    private static Field field(Class<?> of, String name) {
        try {
            Field field = of.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(
                    "Cannot use this version of Debezium: found no field %s.%s, expected that of the version that pom.xml names; use that one"
                            .formatted(of.getSimpleName(), name),
                    e);
        }
    }

    /** What the counter of events calls, only for the text. */
    private static final class Silence implements EventMetadataProvider {

        @Override
        public String toSummaryString(
                DataCollectionId table, OffsetContext position, @Nullable Object key, Struct value) {
            return "";
        }

        @Override
        public @Nullable Instant getEventTimestamp(
                DataCollectionId table, OffsetContext position, @Nullable Object key, Struct value) {
            return null;
        }

        @Override
        public Map<String, String> getEventSourcePosition(
                DataCollectionId table, OffsetContext position, @Nullable Object key, Struct value) {
            return Map.of();
        }

        @Override
        public @Nullable String getTransactionId(
                DataCollectionId table, OffsetContext position, @Nullable Object key, Struct value) {
            return null;
        }
    }
}
