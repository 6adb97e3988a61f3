package org.datawarp.operate.rebuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.producers.fetch.ReleaseRecords;
import org.datawarp.producers.fetch.ReleaseRecords.ArchivedManifest;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.schemas.topic.Topics;

/** Restores manifests that are missing from their topic, in the order in which they were put in force. */
record ManifestTopicRebuild(Map<String, Object> kafka, ReleaseRecords records) {

    void run() throws IOException {
        Set<String> there = new HashSet<>();
        TopicReader reader = new TopicReader(kafka);
        String topic = Topics.manifests().name();
        if (reader.topics().contains(topic)) {
            reader.readToEnd(topic, message -> {
                if (message.key() != null) {
                    there.add(new String(message.key(), StandardCharsets.UTF_8));
                }
                return true;
            });
        }
        List<ArchivedManifest> all = records.manifests();
        if (all.stream().map(ManifestTopicRebuild::key).allMatch(there::contains)) {
            return;
        }
        // Sends all of them, since the last one in the topic is the one in force.
        try (Producer<byte[], byte[]> producer = ReleasePublisher.producer(kafka)) {
            for (ArchivedManifest manifest : all) {
                producer.send(new ProducerRecord<>(
                                topic,
                                key(manifest).getBytes(StandardCharsets.UTF_8),
                                manifest.text().toJson()))
                        .get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while manifests were sent", e);
        } catch (java.util.concurrent.ExecutionException | KafkaException e) {
            throw new IOException(
                    "Cannot send manifests to %s: %s; check that the broker runs".formatted(topic, e.getMessage()), e);
        }
    }

    private static String key(ArchivedManifest manifest) {
        return manifest.publication() + "@" + manifest.text().version();
    }
}
