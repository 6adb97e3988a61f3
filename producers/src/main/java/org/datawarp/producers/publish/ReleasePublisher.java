package org.datawarp.producers.publish;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends releases to the raw topic under the release protocol. Releases are sent one after the other, from any thread.
 * Owns its producer and closes it.
 */
public final class ReleasePublisher implements Closeable {

    /** A longer row makes its file unreadable. This is half of a message's limit, because typed rows are longer. */
    public static final int MAX_ROW_BYTES = Topics.MAX_MESSAGE_BYTES / 2;

    private static final Logger LOG = LoggerFactory.getLogger(ReleasePublisher.class);

    private final Producer<byte[], byte[]> producer;
    private final RawTopics topics;
    private final SheetSource sheets;
    private final InstantSource clock;
    private final Throttle throttle;
    private final SecureRandom random = new SecureRandom();

    /** @param producer closed with this */
    public ReleasePublisher(
            Producer<byte[], byte[]> producer,
            RawTopics topics,
            SheetSource sheets,
            InstantSource clock,
            Throttle throttle) {
        this.producer = producer;
        this.topics = topics;
        this.sheets = sheets;
        this.clock = clock;
        this.throttle = throttle;
    }

    /** A producer as the protocol needs it: it loses nothing, repeats nothing and keeps the order. */
    public static Producer<byte[], byte[]> producer(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_MESSAGE_BYTES);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * The identity of the topic for a publication's releases; the topic is created when it is missing.
     *
     * @return a new identity when the topic was deleted, with everything that was sent, and created again
     */
    public String topicId(PublicationName publication) throws IOException {
        return topics.make(publication);
    }

    /**
     * Sends a release. When this returns, all of it is in Kafka.
     *
     * @throws IOException when it is not; what was sent belongs to a run that never closes
     */
    public synchronized PublishedRelease publish(FetchedRelease release) throws IOException {
        PublicationName publication = release.manifest().publication().name();
        throttle.awaitRoom(publication, release.name());
        topics.make(publication);
        RawTopic topic = RawTopic.of(producer, publication);
        topic.send(new ProducerRecord<>(
                Topics.manifests().name(),
                RawTopic.bytes(release.manifest().topicKey()),
                release.text().toJson()));
        // Readers of the release must find its manifest.
        topic.flush();
        return send(topic, opened(release, newRun()), release.members(), release.files());
    }

    /**
     * Sends an attempt whose raw messages are lost to the raw topic again, from its archived files: the same messages
     * as before. Its manifest must be in its topic. When this returns, all of it is in Kafka.
     *
     * @param files all of the attempt's, in its order
     * @throws IOException when it is not; what was sent belongs to a run that never closes
     */
    public synchronized PublishedRelease restore(ReleaseOpened opened, Members members, List<FetchedFile> files)
            throws IOException {
        topics.make(opened.publication());
        return send(RawTopic.of(producer, opened.publication()), opened, members, files);
    }

    /** The name of a new attempt, to replace one that the raw topic holds in part. */
    public String newRun() {
        return "%016x".formatted(random.nextLong());
    }

    private PublishedRelease send(RawTopic topic, ReleaseOpened opened, Members members, List<FetchedFile> files)
            throws IOException {
        String run = opened.run();
        topic.sendToAll(run, opened);
        // A new partition may refuse the first batch but accept the ones sent after it, so the order would be wrong for
        // good.
        topic.flush();
        SheetMessages messages = new SheetMessages((key, message, value) -> topic.send(key, value), run, MAX_ROW_BYTES);
        for (FetchedFile file : files) {
            // Rows are staged before their release ends: waiting makes room, however large the release is.
            throttle.awaitRoom(opened.publication(), opened.release());
            RawMessages.read(sheets, file, members, messages);
        }
        topic.flush();
        topic.sendToAll(
                run,
                new ReleaseClosed(
                        run, opened.publication(), opened.release(), messages.sheets(), messages.unreadable()));
        topic.flush();

        PublishedRelease published = messages.result(opened);
        LOG.atInfo()
                .addKeyValue("publication", opened.publication())
                .addKeyValue("release", opened.release())
                .addKeyValue("rows", published.rows())
                .log("Release published");
        return published;
    }

    private ReleaseOpened opened(FetchedRelease release, String run) {
        List<PublishedFile> files =
                release.files().stream().map(FetchedFile::file).toList();
        return new ReleaseOpened(
                run,
                release.manifest().publication().name(),
                release.name(),
                release.period(),
                release.vintage(),
                release.page(),
                release.manifest().version(),
                files,
                clock.instant());
    }

    /** The reader of files, for sending and for anything else that needs their sheets. */
    public SheetSource sheets() {
        return sheets;
    }

    /** The throttle for loading releases. */
    public Throttle throttle() {
        return throttle;
    }

    @Override
    public void close() {
        producer.close();
    }
}
