package org.datawarp.streams.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.topic.TopicReading;
import org.datawarp.streams.release.RawRange;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The raw messages of one run, read from where the index says that they stand. Other runs' messages among them are passed
 * over. Owned by one thread, read once.
 */
final class RawRun {

    private static final Logger LOG = LoggerFactory.getLogger(RawRun.class);

    private static final Duration POLL = Duration.ofMillis(500);

    /** What is in the topic comes at once, unless the broker is away. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int MOST_PARTITION_BYTES = 8 * 1024 * 1024;

    private final ReleaseStatus release;
    private final Map<TopicPartition, RawRange> unread = new HashMap<>();
    private final Map<String, Object> kafka;
    private final RowCodec codec = new RowCodec();
    private byte @Nullable [] runKey;
    private byte[] lastKey = {};
    private String lastName = "";

    /** @param ranges where the run's messages are; empty when that was not recorded */
    RawRun(ReleaseStatus release, List<RawRange> ranges, Map<String, Object> kafka) {
        this.release = release;
        this.kafka = kafka;
        ranges.forEach(range -> unread.put(range.partition(), range));
        if (unread.isEmpty()) {
            throw gone("no note of where its raw rows stand");
        }
    }

    /** @throws ReplayRefusedException when the topic does not hold the run any more; nothing was visited then */
    void read(RawVisitor visitor) {
        Map<String, Object> settings = TopicReading.once(kafka);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_PARTITION_BYTES);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            seek(consumer);
            long lastCame = System.nanoTime();
            while (!unread.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    visit(message, visitor);
                    lastCame = System.nanoTime();
                }
                if (System.nanoTime() - lastCame > PATIENCE.toNanos()) {
                    throw gone("no message for %d seconds".formatted(PATIENCE.toSeconds()));
                }
                unread.keySet().removeIf(partition -> isRead(consumer, partition));
                consumer.assign(unread.keySet());
            }
        }
    }

    private boolean isRead(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        RawRange range = unread.get(partition);
        return range != null && consumer.position(partition) > range.last();
    }

    private void seek(Consumer<byte[], byte[]> consumer) {
        Collection<TopicPartition> partitions = List.copyOf(unread.keySet());
        boolean there = partitions.stream()
                .map(TopicPartition::topic)
                .distinct()
                .allMatch(topic -> !consumer.partitionsFor(topic).isEmpty());
        if (!there) {
            throw gone("no such topic");
        }
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        unread.forEach((partition, range) -> {
            long beginning = beginnings.getOrDefault(partition, 0L);
            if (range.first() < beginning || range.last() >= ends.getOrDefault(partition, 0L)) {
                throw gone("offsets from %d in %s".formatted(beginning, partition));
            }
        });
        consumer.assign(partitions);
        unread.forEach((partition, range) -> consumer.seek(partition, range.first()));
    }

    private void visit(ConsumerRecord<byte[], byte[]> message, RawVisitor visitor) {
        RawRange range = unread.get(new TopicPartition(message.topic(), message.partition()));
        if (range == null || message.offset() > range.last() || message.key() == null || message.value() == null) {
            return;
        }
        if (message.offset() == range.first()) {
            begin(message, range.run());
        }
        if (isOfRun(message.key())) {
            try {
                visitor.visit(lastName, codec.decodeRaw(message.value()), RowCodec.checksum(message.value()));
            } catch (IllegalArgumentException e) {
                // The release then lacks a row, and is held for it.
                LOG.atError()
                        .addKeyValue(
                                "position",
                                "%s-%d@%d".formatted(message.topic(), message.partition(), message.offset()))
                        .setCause(e)
                        .log("Cannot decode a raw message: it is left out");
            }
        }
    }

    /** The first message must be the run's own: offsets mean nothing in a topic that was deleted and created again. */
    private void begin(ConsumerRecord<byte[], byte[]> message, String run) {
        boolean own = codec.decodeRaw(message.value()) instanceof ReleaseOpened opened
                && opened.run().equals(run);
        if (!own) {
            throw gone("another release at its place in %s".formatted(message.topic()));
        }
        runKey = message.key();
    }

    /** A sheet's rows follow each other: its name is read once. */
    private boolean isOfRun(byte[] key) {
        byte[] run = runKey;
        if (run == null || key.length < run.length || (key.length > run.length && key[run.length] != '/')) {
            return false;
        }
        for (int i = 0; i < run.length; i++) {
            if (key[i] != run[i]) {
                return false;
            }
        }
        if (!Arrays.equals(key, lastKey)) {
            lastKey = key;
            lastName = new String(key, StandardCharsets.UTF_8);
        }
        return true;
    }

    private ReplayRefusedException gone(String found) {
        return new ReplayRefusedException(
                "Cannot read the raw rows of %s %s: found %s, expected all of them in the raw topic; fetch and publish the release again with: ./datawarp load %s --release %s --again"
                        .formatted(
                                release.publication(),
                                release.release(),
                                found,
                                release.publication(),
                                release.release()));
    }
}
