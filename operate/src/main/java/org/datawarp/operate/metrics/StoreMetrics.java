package org.datawarp.operate.metrics;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.sinks.catalog.StoredCatalog;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoreUsage;
import org.datawarp.sinks.object.StoreUsage.OperationClass;

/** What is published, how far the sink is behind, and how much the store is used, against what R2 makes no charge for. */
public final class StoreMetrics implements Figures {

    /** Each look is a read that R2 counts: 43,000 of ten million a month. */
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private static final TopicPartition TRANSACTIONS =
            new TopicPartition(Topics.transactions().name(), 0);

    private final ObjectStore store;
    private final StoreUsage usage;
    private final Lag lag;
    private long lookedNanos = System.nanoTime() - LOOK_EVERY.toNanos();

    /** @param store where the catalogue is */
    public StoreMetrics(ObjectStore store, StoreUsage usage, Lag lag) {
        this.store = store;
        this.usage = usage;
        this.lag = lag;
    }

    @Override
    public void update(Metrics metrics) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        StoreUsage.Counts counts = usage.counts();
        metrics.setAll(Metric.SINK_STORE_OPERATIONS_TOTAL, byClass(counts.operations()));
        metrics.setAll(Metric.SINK_MONTH_OPERATIONS, byClass(counts.month()));
        metrics.set(Metric.SINK_STORE_BYTES_TOTAL, counts.sent(), "sent");
        metrics.set(Metric.SINK_STORE_BYTES_TOTAL, counts.received(), "received");
        metrics.set(Metric.SINK_BUCKET_BYTES, counts.storedBytes());
        metrics.set(Metric.SINK_PUBLISHING_PAUSED, counts.waits().isEmpty() ? 0 : 1);
        metrics.set(Metric.SINK_FREE_BYTES, R2Price.STORED.free());
        metrics.set(Metric.SINK_FREE_OPERATIONS, R2Price.CLASS_A.free(), OperationClass.A.name());
        metrics.set(Metric.SINK_FREE_OPERATIONS, R2Price.CLASS_B.free(), OperationClass.B.name());
        if (System.nanoTime() - lookedNanos >= LOOK_EVERY.toNanos()) {
            look(metrics);
            lookedNanos = System.nanoTime();
        }
    }

    private static List<Metrics.Value> byClass(Map<OperationClass, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> Metrics.Value.of(count.getValue(), name(count.getKey())))
                .toList();
    }

    private static String name(OperationClass operation) {
        return operation == OperationClass.FREE ? operation.name().toLowerCase(Locale.ROOT) : operation.name();
    }

    private void look(Metrics metrics) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Catalog catalog = StoredCatalog.read(store);
        metrics.set(Metric.SINK_CATALOG_VERSION, catalog.version());
        metrics.set(Metric.SINK_CATALOG_TIMESTAMP_SECONDS, Figures.seconds(catalog.committedAt()));
        metrics.set(
                Metric.SINK_STORED_BYTES,
                catalog.datasets().stream().mapToLong(CatalogDataset::bytes).sum());
        metrics.set(Metric.SINK_LAG_MESSAGES, lag.behind(Map.of(TRANSACTIONS, catalog.transactionsOffset())));
    }
}
