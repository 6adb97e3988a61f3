package org.datawarp.sinks.catalog;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.datawarp.schemas.topic.Topic;
import org.jspecify.annotations.Nullable;

/** Topics of one partition each, in memory, with consumers that read them in batches of any size. */
final class MemoryTopics implements Sender {

    /** When every message was written. */
    static final Instant CAPTURED = Instant.parse("2026-01-15T09:30:02Z");

    private final Map<String, List<@Nullable ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
    private final Map<String, Long> firsts = new HashMap<>();

    @Override
    public void ensure(Topic topic) {
        topics.computeIfAbsent(topic.name(), name -> new ArrayList<>());
    }

    @Override
    public void send(String topic, byte[] key, byte[] value) {
        List<@Nullable ConsumerRecord<byte[], byte[]>> messages = messages(topic);
        messages.add(new ConsumerRecord<>(
                topic,
                0,
                messages.size(),
                CAPTURED.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()));
    }

    private List<@Nullable ConsumerRecord<byte[], byte[]>> messages(String topic) {
        return topics.getOrDefault(topic, List.of());
    }

    /** Removes all that a topic holds, as retention does. */
    void removeAll(String topic) {
        firsts.put(topic, (long) messages(topic).size());
    }

    /** Deletes a topic and creates it again. */
    void recreate(String topic) {
        messages(topic).clear();
    }

    /** Removes all messages of each key but the last, as compaction does; their offsets stay empty. */
    void compact(String topic) {
        List<@Nullable ConsumerRecord<byte[], byte[]>> messages = messages(topic);
        Set<ByteBuffer> later = new HashSet<>();
        for (int i = messages.size() - 1; i >= 0; i--) {
            ConsumerRecord<byte[], byte[]> message = messages.get(i);
            if (message != null && !later.add(ByteBuffer.wrap(message.key()))) {
                messages.set(i, null);
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /**
     * @param random decides how much each poll returns
     * @param idle called when a poll found nothing although the caller had time to wait
     */
    MockConsumer<byte[], byte[]> consumer(Random random, Runnable idle) {
        return new Reader(random, idle);
    }

    private final class Reader extends MockConsumer<byte[], byte[]> {

        private final Random random;
        private final Runnable idle;

        Reader(Random random, Runnable idle) {
            super(AutoOffsetResetStrategy.NONE.name());
            this.random = random;
            this.idle = idle;
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batch = new HashMap<>();
            boolean more = false;
            for (TopicPartition partition : assignment()) {
                List<@Nullable ConsumerRecord<byte[], byte[]>> all = messages(partition.topic());
                int from = (int) position(partition);
                more |= from < all.size();
                if (from < all.size() && !paused().contains(partition)) {
                    int to = Math.min(all.size(), from + random.nextInt(5));
                    batch.put(
                            partition,
                            all.subList(from, to).stream()
                                    .filter(Objects::nonNull)
                                    .toList());
                    seek(partition, to);
                }
            }
            if (!more && timeout.toMillis() > 400) {
                idle.run();
            }
            return new ConsumerRecords<>(batch, Map.of());
        }

        @Override
        public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            partitions.forEach(partition -> offsets.put(partition, firsts.getOrDefault(partition.topic(), 0L)));
            return offsets;
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            partitions.forEach(partition ->
                    offsets.put(partition, (long) messages(partition.topic()).size()));
            return offsets;
        }

        @Override
        public synchronized OptionalLong currentLag(TopicPartition partition) {
            return OptionalLong.of(messages(partition.topic()).size() - position(partition));
        }
    }
}
