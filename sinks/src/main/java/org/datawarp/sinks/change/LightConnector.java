package org.datawarp.sinks.change;

import io.debezium.connector.postgresql.PostgresConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector for PostgreSQL with a {@link LightTask}. The engine creates it by its name. */
public final class LightConnector extends PostgresConnector {

    /** For the engine. */
    public LightConnector() {}

    @Override
    public Class<? extends Task> taskClass() {
        return LightTask.class;
    }
}
