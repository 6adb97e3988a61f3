package org.datawarp.streams.loader;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.datawarp.schemas.manifest.InvalidManifestException;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.topic.TopicReading;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.staging.Manifests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifests topic, read to its end whenever a version is asked for that is not known yet. Owned and closed by one
 * thread.
 */
final class ManifestTopic implements Manifests, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManifestTopic.class);

    /** A manifest is published before its release: what is missing after this will not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final TopicPartition PARTITION =
            new TopicPartition(Topics.manifests().name(), 0);

    private final Consumer<byte[], byte[]> consumer;
    private final ManifestReader reader = new ManifestReader();
    private final Map<String, Manifest> known = new HashMap<>();

    /** Manifests that did not arrive in time; they are not waited for again. */
    private final Set<String> missed = new HashSet<>();

    private boolean reading;

    ManifestTopic(Map<String, Object> kafka) {
        this.consumer =
                new KafkaConsumer<>(TopicReading.once(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Optional<Manifest> find(PublicationName publication, String version) {
        String key = publication + "@" + version;
        long patienceEnds = System.nanoTime() + (missed.contains(key) ? 0 : PATIENCE.toNanos());
        while (!known.containsKey(key) && (readOn() || System.nanoTime() < patienceEnds)) {
            // Each pass has polled once.
        }
        Manifest found = known.get(key);
        if (found == null) {
            missed.add(key);
        }
        return Optional.ofNullable(found);
    }

    /** @return whether something came */
    private boolean readOn() {
        try {
            if (!reading) {
                reading = !consumer.partitionsFor(PARTITION.topic(), PATIENCE).isEmpty();
                consumer.assign(reading ? List.of(PARTITION) : List.of());
                consumer.seekToBeginning(consumer.assignment());
            }
        } catch (TimeoutException | UnknownTopicOrPartitionException e) {
            LOG.atWarn().setCause(e).log("The manifests topic is not there yet");
        }
        if (!reading) {
            return false;
        }
        var records = consumer.poll(POLL);
        records.forEach(this::keep);
        return !records.isEmpty();
    }

    private void keep(ConsumerRecord<byte[], byte[]> message) {
        if (message.key() == null || message.value() == null) {
            return;
        }
        String key = new String(message.key(), StandardCharsets.UTF_8);
        try {
            known.put(key, reader.read(ManifestText.fromJson(message.value())));
        } catch (InvalidManifestException | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("manifest", key).setCause(e).log("A manifest cannot be read");
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
