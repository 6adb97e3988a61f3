package org.datawarp.sinks.change;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * The worker's context for Debezium's task: it has the position at which capture begins, until the worker has stored a
 * later one. Debezium reads it when it starts, and again to acknowledge positions to PostgreSQL.
 *
 * @param worker the context that the worker gave
 * @param lsn where capture begins
 */
record GivenPosition(SourceTaskContext worker, long lsn) implements SourceTaskContext {

    private Map<String, Object> position() {
        long stored = WorkerPosition.lsn(worker.offsetStorageReader()).orElse(lsn);
        return StoredPosition.at(Math.max(stored, lsn));
    }

    @Override
    public Map<String, String> configs() {
        return worker.configs();
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return new OffsetStorageReader() {
            @Override
            @SuppressWarnings("NullAway") // In Connect, this means that nothing is stored
            public <T> Map<String, Object> offset(Map<String, T> partition) {
                return partition.equals(EngineProperties.PARTITION) ? position() : null;
            }

            @Override
            public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
                for (Map<String, T> partition : partitions) {
                    if (partition.equals(EngineProperties.PARTITION)) {
                        found.put(partition, position());
                    }
                }
                return found;
            }
        };
    }

    @Override
    @SuppressWarnings("NullAway") // null where the worker has no transactions
    public @Nullable TransactionContext transactionContext() {
        return null;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return worker.pluginMetrics();
    }
}
