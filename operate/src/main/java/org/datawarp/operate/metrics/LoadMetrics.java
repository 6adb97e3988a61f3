package org.datawarp.operate.metrics;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.event.Stage;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.loader.LoaderSettings;
import org.datawarp.streams.release.LoadFigures;

/** How fresh publications are, what is held, and how far applying and loading are behind. */
public final class LoadMetrics implements Figures {

    private final DatabaseSettings database;
    private final Lag lag;
    private final String topology;

    /** @param topology the name under which the topology's positions are kept in Kafka */
    public LoadMetrics(DatabaseSettings database, Lag lag, String topology) {
        this.database = database;
        this.lag = lag;
        this.topology = topology;
    }

    @Override
    public void update(Metrics metrics)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        LoadFigures figures = LoadFigures.read(database, Stage.events(), LoaderSettings.APPLICATION);
        metrics.setAll(
                Metric.APPLY_STAGE_TIMESTAMP_SECONDS,
                figures.latest().stream().map(LoadMetrics::value).toList());
        metrics.setAll(
                Metric.APPLY_HELD_RELEASES,
                figures.held().entrySet().stream()
                        .map(held -> Metrics.Value.of(held.getValue(), held.getKey()))
                        .toList());
        metrics.set(Metric.APPLY_LOADER_LAG_MESSAGES, lag.behindTransactions(figures.positions()));
        Map<TopicPartition, Long> applied = lag.positionsOfGroup(topology);
        metrics.set(Metric.APPLY_TOPOLOGY_LAG_MESSAGES, lag.behind(applied));
    }

    private static Metrics.Value value(LoadFigures.Step step) {
        Optional<String> stage = Stage.ofCloudType(step.type()).map(Stage::word);
        return Metrics.Value.of(Figures.seconds(step.at()), step.publication(), stage.orElse(step.type()));
    }
}
