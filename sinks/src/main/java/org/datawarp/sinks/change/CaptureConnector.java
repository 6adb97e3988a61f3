package org.datawarp.sinks.change;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;
import org.datawarp.schemas.name.ProgramVersion;

/**
 * Change capture for Kafka Connect: Debezium's connector for PostgreSQL, with the translation of its events to
 * DataWarp's topics. It writes the same as {@code ./datawarp run capture}.
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

    /** One task only, because one slot delivers one order. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    /** Accepts any offsets: the start of the task compares them with the database. */
    @Override
    public boolean alterOffsets(Map<String, String> given, Map<Map<String, ?>, Map<String, ?>> offsets) {
        return true;
    }

    @Override
    public void stop() {
        // The worker stops the task.
    }
}
