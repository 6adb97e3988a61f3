package org.datawarp.platform.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.datawarp.schemas.topic.TopicReading;

/**
 * Reads topics from their beginning, without a group, so that no other reader is affected. Safe for several threads.
 */
public final class TopicReader {

    /** How long an answer of the broker may take. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> kafka;

    /** @param kafka client properties, with {@code bootstrap.servers} */
    public TopicReader(Map<String, Object> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    /** The names of all topics that there are. */
    public Set<String> topics() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.listTopics(PATIENCE).keySet();
        }
    }

    /** How many partitions a topic has. */
    public int partitionsOf(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return partitions(consumer, topic).size();
        }
    }

    /** The first offset of each partition now, by its number. */
    public Map<Integer, Long> beginnings(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return numbered(consumer.beginningOffsets(partitions(consumer, topic), PATIENCE));
        }
    }

    /** The end offset of each partition now, by its number. */
    public Map<Integer, Long> ends(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return numbered(consumer.endOffsets(partitions(consumer, topic), PATIENCE));
        }
    }

    private static Map<Integer, Long> numbered(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> numbered = new TreeMap<>();
        offsets.forEach((partition, offset) -> numbered.put(partition.partition(), offset));
        return numbered;
    }

    /**
     * Hands over the messages that the topic holds now, those of committed transactions only.
     *
     * @param to returns false to stop
     */
    public void readToEnd(String topic, Predicate<ConsumerRecord<byte[], byte[]>> to) {
        readToEnd(topic, beginnings(topic), to);
    }

    /**
     * Hands over the messages that some partitions hold now, those of committed transactions only.
     *
     * @param from where to begin in each partition that is to be read
     * @param to returns false to stop
     */
    public void readToEnd(String topic, Map<Integer, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> to) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            seek(consumer, topic, from);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(consumer.assignment(), PATIENCE));
            boolean go = true;
            while (go && !ends.isEmpty()) {
                go = handOver(consumer, to);
                ends.entrySet().removeIf(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
            }
        }
    }

    /**
     * Hands over the messages that the topic holds and all later ones, until the caller stops it.
     *
     * @param to returns false to stop
     */
    public void follow(String topic, Predicate<ConsumerRecord<byte[], byte[]>> to) {
        follow(topic, beginnings(topic), to, () -> true);
    }

    /**
     * Hands over the messages that some partitions hold and all later ones, until the caller stops it.
     *
     * @param from where to begin in each partition that is to be read
     * @param to returns false to stop
     * @param idle called again and again, even while no message comes; returns false to stop
     */
    public void follow(
            String topic, Map<Integer, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> to, BooleanSupplier idle) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(TopicReading.following(kafka))) {
            seek(consumer, topic, from);
            boolean go = true;
            while (go) {
                go = handOver(consumer, to) && idle.getAsBoolean();
            }
        }
    }

    private static void seek(KafkaConsumer<byte[], byte[]> consumer, String topic, Map<Integer, Long> from) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        from.forEach((partition, offset) -> offsets.put(new TopicPartition(topic, partition), offset));
        consumer.assign(offsets.keySet());
        offsets.forEach(consumer::seek);
    }

    private static boolean handOver(
            KafkaConsumer<byte[], byte[]> consumer, Predicate<ConsumerRecord<byte[], byte[]>> to) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            if (!to.test(message)) {
                return false;
            }
        }
        return true;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic, PATIENCE).stream()
                .map((PartitionInfo info) -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toList());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return consumer(TopicReading.once(kafka));
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        // Some messages may have expired by now. Reading then continues at the earliest that is left.
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
