package org.datawarp.operate.metrics;

import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.operate.vitals.DatabaseSigns;
import org.datawarp.operate.vitals.KafkaSigns;
import org.datawarp.schemas.setting.DatabaseSettings;

/** How fresh publications are, what is held, and how far applying and loading are behind. */
final class LoadMetrics implements Source {

    private final DatabaseSettings database;
    private final KafkaSigns kafka;

    LoadMetrics(DatabaseSettings database, KafkaSigns kafka) {
        this.database = database;
        this.kafka = kafka;
    }

    @Override
    public void measure(Measurements into) throws SQLException, InterruptedException {
        Map<TopicPartition, Long> loaded;
        try (DatabaseSigns signs = DatabaseSigns.open(database)) {
            into.put(
                    Metric.APPLY_STAGE_TIMESTAMP_SECONDS,
                    signs.steps().stream()
                            .map(step -> Measurement.of(
                                    Metrics.seconds(step.at()),
                                    step.publication(),
                                    step.stage().word()))
                            .toList());
            into.put(
                    Metric.APPLY_HELD_RELEASES,
                    signs.heldByPublication().entrySet().stream()
                            .map(held -> Measurement.of(held.getValue(), held.getKey()))
                            .toList());
            loaded = signs.loaded();
        }
        into.put(Metric.APPLY_LOADER_LAG_MESSAGES, kafka.behindTransactions(loaded))
                .put(Metric.APPLY_TOPOLOGY_LAG_MESSAGES, kafka.behind(kafka.applied()));
    }
}
