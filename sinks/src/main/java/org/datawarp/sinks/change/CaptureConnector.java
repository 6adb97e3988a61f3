package org.datawarp.sinks.change;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;
import org.datawarp.schemas.name.ProgramVersion;

/**
 * Change capture for Kafka Connect: Debezium's connector for PostgreSQL, and what makes DataWarp's topics of its events. The
 * topics hold what {@code ./datawarp run capture} writes.
 */
public final class CaptureConnector extends SourceConnector {

    private Map<String, String> properties = Map.of();

    /** For the worker. */
    public CaptureConnector() {}

    @Override
    public String version() {
        return ProgramVersion.DATAWARP;
    }

    @Override
    public ConfigDef config() {
        return ConnectorSettings.definition();
    }

    @Override
    public void start(Map<String, String> given) {
        properties = Map.copyOf(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return CaptureTask.class;
    }

    /** One task: one slot delivers one order. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    /** Any: the start of the task compares what it finds with the database. */
    @Override
    public boolean alterOffsets(Map<String, String> given, Map<Map<String, ?>, Map<String, ?>> offsets) {
        return true;
    }

    @Override
    public void stop() {
        // The task is the worker's to stop.
    }
}
