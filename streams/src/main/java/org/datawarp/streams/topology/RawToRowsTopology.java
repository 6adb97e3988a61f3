package org.datawarp.streams.topology;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.datawarp.schemas.topic.Topics;

/** Builds the path from raw rows to typed rows and rejections, for all publications. */
public final class RawToRowsTopology {

    /** How long a release waits for its manifest, which was sent before it. */
    public static final Duration MANIFEST_PATIENCE = Duration.ofSeconds(30);

    /**
     * Each start reads the whole changelog, and its last segment is never compacted. Small segments keep it short: a
     * sheet's entries are obsolete within seconds.
     */
    private static final int CHANGELOG_SEGMENT_BYTES = 8 * 1024 * 1024;

    static final String MANIFESTS = "manifests";
    static final String SHEETS = "sheets";
    static final String RAW = "raw";
    static final String APPLY = "apply-manifest";
    static final String ROWS = "rows";
    static final String REJECTED = "rejected";

    private RawToRowsTopology() {}

    /** @param manifestPatience how long a release waits for its manifest before all its rows are left unclaimed */
    public static Topology build(Duration manifestPatience) {
        KnownManifests manifests = new KnownManifests(manifestPatience);
        return new Topology()
                .addGlobalStore(
                        inMemory(MANIFESTS).withLoggingDisabled(),
                        "read-manifests",
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.manifests().name(),
                        "keep-manifests",
                        KeepManifests::new)
                .addSource(
                        AutoOffsetReset.earliest(),
                        RAW,
                        new UsePartitionTimeOnInvalidTimestamp(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.RAW_TOPICS)
                .addProcessor(APPLY, () -> new ApplyManifest(manifests), RAW)
                .addStateStore(sheets(), APPLY)
                .addSink(
                        ROWS,
                        (key, routed, context) -> routed.topic(),
                        new ByteArraySerializer(),
                        Routed.serializer(),
                        (topic, key, routed, partitions) -> Optional.of(Set.of(routed.partition())),
                        APPLY)
                .addSink(
                        REJECTED,
                        (key, routed, context) -> routed.topic(),
                        new ByteArraySerializer(),
                        Routed.serializer(),
                        APPLY);
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> sheets() {
        return inMemory(SHEETS)
                .withLoggingEnabled(Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(CHANGELOG_SEGMENT_BYTES)));
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> inMemory(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
    }
}
