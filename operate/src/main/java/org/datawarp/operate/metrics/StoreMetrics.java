package org.datawarp.operate.metrics;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.operate.vitals.KafkaSigns;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.sinks.catalog.StoredCatalog;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoreUsage;
import org.datawarp.sinks.object.StoreUsage.OperationClass;

/** What is published, how far the sink is behind, and how much the store is used, against what R2 makes no charge for. */
final class StoreMetrics implements Source {

    /** R2 counts each read: 43,000 of ten million a month. */
    private static final Duration READ_EVERY = Duration.ofMinutes(1);

    private static final TopicPartition TRANSACTIONS =
            new TopicPartition(Topics.transactions().name(), 0);

    private final ObjectStore store;
    private final StoreUsage usage;
    private final KafkaSigns kafka;
    private long readNanos = System.nanoTime() - READ_EVERY.toNanos();

    /** @param store where the catalogue is */
    StoreMetrics(ObjectStore store, StoreUsage usage, KafkaSigns kafka) {
        this.store = store;
        this.usage = usage;
        this.kafka = kafka;
    }

    @Override
    public void measure(Measurements into) throws IOException, InterruptedException {
        StoreUsage.Counts counts = usage.counts();
        into.put(Metric.SINK_STORE_OPERATIONS_TOTAL, byClass(counts.operations()))
                .put(Metric.SINK_MONTH_OPERATIONS, byClass(counts.month()))
                .put(
                        Metric.SINK_STORE_BYTES_TOTAL,
                        List.of(Measurement.of(counts.sent(), "sent"), Measurement.of(counts.received(), "received")))
                .put(Metric.SINK_BUCKET_BYTES, counts.storedBytes())
                .put(Metric.SINK_PUBLISHING_PAUSED, counts.waits().isEmpty() ? 0 : 1)
                .put(Metric.SINK_FREE_BYTES, R2Price.STORED.free())
                .put(
                        Metric.SINK_FREE_OPERATIONS,
                        List.of(
                                Measurement.of(R2Price.CLASS_A.free(), OperationClass.A.name()),
                                Measurement.of(R2Price.CLASS_B.free(), OperationClass.B.name())));
        if (System.nanoTime() - readNanos >= READ_EVERY.toNanos()) {
            catalogue(into);
            readNanos = System.nanoTime();
        }
    }

    private static List<Measurement> byClass(Map<OperationClass, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> Measurement.of(count.getValue(), name(count.getKey())))
                .toList();
    }

    private static String name(OperationClass operation) {
        return operation == OperationClass.FREE ? operation.name().toLowerCase(Locale.ROOT) : operation.name();
    }

    private void catalogue(Measurements into) throws IOException, InterruptedException {
        Catalog catalog = StoredCatalog.read(store);
        into.put(Metric.SINK_CATALOG_VERSION, catalog.version())
                .put(
                        Metric.SINK_CATALOG_TIMESTAMP_SECONDS,
                        List.of(Measurement.of(Metrics.seconds(catalog.committedAt()))))
                .put(
                        Metric.SINK_STORED_BYTES,
                        catalog.datasets().stream()
                                .mapToLong(CatalogDataset::bytes)
                                .sum())
                .put(Metric.SINK_LAG_MESSAGES, kafka.behind(Map.of(TRANSACTIONS, catalog.transactionsOffset())));
    }
}
