package org.datawarp.operate.pressure;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows that wait in Kafka: raw rows to be applied, and typed rows to be loaded. Owned and closed by one
 * thread.
 */
final class WaitingRows implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Admin admin;
    private final String application;

    private WaitingRows(Admin admin, String application) {
        this.admin = admin;
        this.application = application;
    }

    /** @param application the consumer group of the topology */
    static WaitingRows open(Map<String, Object> kafka, String application) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return new WaitingRows(Admin.create(properties), application);
    }

    /**
     * Counts both kinds, including the few messages about sheets and releases.
     *
     * @param loaded the next typed row of each partition to be loaded
     * @throws KafkaException when Kafka does not answer
     */
    long count(Map<TopicPartition, Long> loaded) throws InterruptedException {
        try {
            List<TopicPartition> partitions = partitions();
            Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> first =
                    offsets(partitions, OffsetSpec.earliest());
            Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> end = offsets(partitions, OffsetSpec.latest());
            Map<TopicPartition, Long> next = new HashMap<>(loaded);
            applied().forEach((partition, position) -> {
                if (position != null) {
                    next.put(partition, position.offset());
                }
            });
            long waiting = 0;
            for (TopicPartition partition : partitions) {
                long beginning = Objects.requireNonNull(first.get(partition)).offset();
                long position = Math.max(beginning, next.getOrDefault(partition, beginning));
                waiting +=
                        Math.max(0, Objects.requireNonNull(end.get(partition)).offset() - position);
            }
            return waiting;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        Collection<String> topics = admin.listTopics().names().get().stream()
                .filter(topic -> Topics.RAW_TOPICS.matcher(topic).matches()
                        || Topics.ROWS_TOPICS.matcher(topic).matches())
                .toList();
        Collection<TopicDescription> found =
                admin.describeTopics(topics).allTopicNames().get().values();
        return found.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> offsets(
            List<TopicPartition> partitions, OffsetSpec which) throws ExecutionException, InterruptedException {
        return admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which)))
                .all()
                .get();
    }

    private Map<TopicPartition, @Nullable OffsetAndMetadata> applied() throws ExecutionException, InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
