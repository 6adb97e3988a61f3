package org.datawarp.schemas.follow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Topics of one partition each, in memory; each message is one second later than the one before. */
final class MemoryTopics {

    /** Small, so that messages that belong together come in several batches. */
    private static final int BATCH = 2;

    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> messages = new HashMap<>();
    private final Map<String, Long> firsts = new HashMap<>();
    private final Map<String, Long> ends = new HashMap<>();
    private long clock = 1_700_000_000_000L;

    void send(String topic, byte[] key, byte[] value) {
        clock += 1_000;
        long offset = ends.merge(topic, 1L, Long::sum) - 1;
        messages.computeIfAbsent(topic, name -> new ArrayList<>())
                .add(new ConsumerRecord<>(
                        topic,
                        0,
                        offset,
                        clock,
                        TimestampType.LOG_APPEND_TIME,
                        key.length,
                        value.length,
                        key,
                        value,
                        new RecordHeaders(),
                        Optional.empty()));
    }

    /** Like retention. */
    void removeAll(String topic) {
        messages.remove(topic);
        firsts.put(topic, ends.getOrDefault(topic, 0L));
    }

    /** Like compaction: their offsets stay empty. */
    void remove(String topic, Predicate<ConsumerRecord<byte[], byte[]>> which) {
        messages.getOrDefault(topic, new ArrayList<>()).removeIf(which);
    }

    /** Like a topic that is deleted and created again. */
    void makeAnew(String topic) {
        messages.remove(topic);
        firsts.remove(topic);
        ends.remove(topic);
    }

    Consumer<byte[], byte[]> consumer() {
        return new Reader();
    }

    private final class Reader extends MockConsumer<byte[], byte[]> {

        Reader() {
            super(AutoOffsetResetStrategy.NONE.name());
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            TopicPartition partition = assignment().iterator().next();
            long from = position(partition);
            long first = firsts.getOrDefault(partition.topic(), 0L);
            if (from < first) {
                throw new OffsetOutOfRangeException(Map.of(partition, from));
            }
            List<ConsumerRecord<byte[], byte[]>> batch = messages.getOrDefault(partition.topic(), List.of()).stream()
                    .filter(message -> message.offset() >= from)
                    .limit(BATCH)
                    .toList();
            long next = batch.isEmpty()
                    ? ends.getOrDefault(partition.topic(), 0L)
                    : batch.get(batch.size() - 1).offset() + 1;
            seek(partition, Math.max(from, next));
            return new ConsumerRecords<>(batch.isEmpty() ? Map.of() : Map.of(partition, batch), Map.of());
        }

        @Override
        public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
            return offsets(partitions, firsts);
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            return offsets(partitions, ends);
        }

        private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, Map<String, Long> known) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            partitions.forEach(partition -> offsets.put(partition, known.getOrDefault(partition.topic(), 0L)));
            return offsets;
        }
    }
}
