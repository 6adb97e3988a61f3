package org.datawarp.operate.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.producers.fetch.ReleaseRecords;
import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.topic.Topics;

/** Sends changed manifests, and the rejections of releases that are applied again, to their topics. Closed by its owner. */
@SuppressWarnings("FutureReturnValueIgnored") // What matters is waited for; the rest is flushed.
public final class ReplayTopics implements AutoCloseable {

    private static final RecordCodec<Rejection> REJECTIONS = RecordCodec.of(Rejection.class);

    private final Producer<byte[], byte[]> producer;
    private final ReleaseRecords records;
    private final InstantSource clock;

    /**
     * @param kafka client properties
     * @param records where manifests are kept, too, should their topic be lost
     */
    public ReplayTopics(Map<String, Object> kafka, ReleaseRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_MESSAGE_BYTES);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** When this returns, everyone who reads the manifests topic gets it. */
    public void send(PublicationManifest manifest) {
        try {
            records.keep(manifest.name(), manifest.text(), clock.instant());
            producer.send(new ProducerRecord<>(
                            Topics.manifests().name(),
                            bytes(manifest.manifest().topicKey()),
                            manifest.text().toJson()))
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot keep the manifest of %s in the archive: %s; check that there is space"
                            .formatted(manifest.name(), e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot send the manifest of %s to %s: %s; check that the broker runs"
                            .formatted(manifest.name(), Topics.manifests().name(), e.getCause()),
                    e);
        }
    }

    void send(Rejection rejection) {
        producer.send(new ProducerRecord<>(
                Topics.rejected(rejection.publication()).name(),
                bytes("%s/%s/%d".formatted(rejection.run(), rejection.sheetName(), rejection.row())),
                REJECTIONS.encode(rejection)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.flush();
        producer.close();
    }
}
