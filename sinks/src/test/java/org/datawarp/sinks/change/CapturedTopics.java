package org.datawarp.sinks.change;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Reads what capture wrote, with nothing but topics and codecs. */
final class CapturedTopics {

    private final Map<String, Object> client;

    CapturedTopics(Map<String, Object> client) {
        this.client = client;
    }

    List<TransactionMessage> transactions() {
        return read(Topics.transactions().name()).stream()
                .map(message -> TransactionMessage.decode(message.value()))
                .toList();
    }

    List<TransactionEnded> ended() {
        return transactions().stream()
                .filter(TransactionEnded.class::isInstance)
                .map(TransactionEnded.class::cast)
                .toList();
    }

    List<RowChange> changes(String dataset) {
        return messages(dataset).stream().map(Message::change).toList();
    }

    /** How many messages a dataset's topic has. */
    long count(String dataset) {
        TopicPartition partition =
                new TopicPartition(Topics.changes(new DatasetName(dataset)).name(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.listTopics().containsKey(partition.topic())
                    ? consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L)
                    : 0;
        }
    }

    List<Message> messages(String dataset) {
        Map<Long, ChangeCodec> codecs = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> message : read(Topics.schemas().name())) {
            Schema schema = new Schema.Parser().parse(new String(message.value(), StandardCharsets.UTF_8));
            String key = new String(message.key(), StandardCharsets.US_ASCII);
            codecs.put(Long.parseUnsignedLong(key, 16), ChangeCodec.of(schema));
        }
        List<Message> all = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message :
                read(Topics.changes(new DatasetName(dataset)).name())) {
            ChangeCodec codec = Objects.requireNonNull(codecs.get(SingleObject.fingerprintOf(message.value())));
            all.add(new Message(ByteBuffer.wrap(message.key()), codec, codec.decode(message.value())));
        }
        return all;
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<String, List<PartitionInfo>> topics = consumer.listTopics();
            if (!topics.containsKey(topic)) {
                return all;
            }
            Set<TopicPartition> partition = Set.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            long end = consumer.endOffsets(partition).values().iterator().next();
            while (consumer.position(partition.iterator().next()) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    record Message(ByteBuffer key, ChangeCodec codec, RowChange change) {

        /** The row after the change. */
        List<@Nullable Object> row() {
            return Objects.requireNonNull(change.after());
        }

        @Nullable
        Object after(String column) {
            return value(column, row());
        }

        @Nullable
        Object before(String column) {
            return value(column, Objects.requireNonNull(change.before()));
        }

        private @Nullable Object value(String column, List<@Nullable Object> row) {
            for (int i = 0; i < codec.columns().size(); i++) {
                if (codec.columns().get(i).name().equals(column)) {
                    return row.get(i);
                }
            }
            throw new IllegalArgumentException("no column " + column);
        }
    }
}
