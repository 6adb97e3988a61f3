package org.datawarp.operate.vitals;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.schemas.topic.Topics;

/**
 * What Kafka says of itself, and of what waits in its topics. Every method throws a {@link KafkaException} when Kafka does
 * not answer in time. Safe for several threads; closed by its owner.
 */
public final class KafkaSigns implements AutoCloseable {

    private static final String TRANSACTIONS = "transaction.version";

    private final Admin admin;
    private final Duration longest;

    private KafkaSigns(Admin admin, Duration longest) {
        this.admin = admin;
        this.longest = longest;
    }

    /**
     * Asks nothing yet.
     *
     * @param kafka properties of every client
     * @param longest how long to wait for each answer
     */
    public static KafkaSigns open(Map<String, Object> kafka, Duration longest) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) longest.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) longest.toMillis());
        return new KafkaSigns(Admin.create(properties), longest);
    }

    /** How many brokers answer. */
    public int brokers() throws InterruptedException {
        return get(admin.describeCluster().nodes()).size();
    }

    /** The version of transactions that all brokers use; 0 when they have none. */
    public int transactionVersion() throws InterruptedException {
        FinalizedVersionRange range = get(admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(TRANSACTIONS);
        return range == null ? 0 : range.maxVersionLevel();
    }

    /** Every topic that is shown to this login. */
    public Set<String> topics() throws InterruptedException {
        return get(admin.listTopics().names());
    }

    /** Our topics of which a partition is kept by one broker only. */
    public Set<String> topicsWithoutCopy() throws InterruptedException {
        Set<String> ours = topics().stream().filter(Topics::isOurs).collect(Collectors.toSet());
        Set<String> single = new TreeSet<>();
        get(admin.describeTopics(ours).allTopicNames()).forEach((name, topic) -> {
            if (topic.partitions().stream()
                    .anyMatch(partition -> partition.replicas().size() < 2)) {
                single.add(name);
            }
        });
        return single;
    }

    /** The next raw message of each partition that the manifest is applied to; empty before the first. */
    public Map<TopicPartition, Long> applied() throws InterruptedException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        try {
            get(admin.listConsumerGroupOffsets(Pipeline.APPLICATION).partitionsToOffsetAndMetadata())
                    .forEach((partition, position) -> {
                        if (position != null) {
                            positions.put(partition, position.offset());
                        }
                    });
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
        return positions;
    }

    /** How many messages come after these positions. */
    public long behind(Map<TopicPartition, Long> positions) throws InterruptedException {
        return behind(positions, LongUnaryOperator.identity());
    }

    /** Of topics that are written in transactions: no one reads the marker that ends the last one. */
    public long behindTransactions(Map<TopicPartition, Long> positions) throws InterruptedException {
        return behind(positions, lag -> lag == 1 ? 0 : lag);
    }

    /**
     * How many rows wait: raw ones to be applied, typed ones to be loaded, and the few messages about sheets and releases
     * among them.
     *
     * @param loaded the next typed row of each partition to be loaded
     */
    public long rowsWaiting(Map<TopicPartition, Long> loaded) throws InterruptedException {
        Set<String> topics = topics().stream()
                .filter(topic -> Topics.RAW_TOPICS.matcher(topic).matches()
                        || Topics.ROWS_TOPICS.matcher(topic).matches())
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> positions = new HashMap<>();
        get(admin.describeTopics(topics).allTopicNames())
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition -> positions.put(new TopicPartition(name, partition.partition()), 0L)));
        Map<TopicPartition, Long> next = new HashMap<>(loaded);
        next.putAll(applied());
        Map<TopicPartition, Long> first = offsets(positions, OffsetSpec.earliest());
        positions.replaceAll((partition, none) -> {
            long beginning = first.getOrDefault(partition, 0L);
            return Math.max(beginning, next.getOrDefault(partition, beginning));
        });
        return behind(positions);
    }

    private long behind(Map<TopicPartition, Long> positions, LongUnaryOperator counted) throws InterruptedException {
        Map<TopicPartition, Long> ends = offsets(positions, OffsetSpec.latest());
        return positions.entrySet().stream()
                .mapToLong(position -> ends.getOrDefault(position.getKey(), 0L) - position.getValue())
                .map(lag -> counted.applyAsLong(Math.max(0, lag)))
                .sum();
    }

    /** Without those of topics that are gone. */
    private Map<TopicPartition, Long> offsets(Map<TopicPartition, Long> of, OffsetSpec which)
            throws InterruptedException {
        var answers = admin.listOffsets(of.keySet().stream().collect(Collectors.toMap(one -> one, one -> which)));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : of.keySet()) {
            try {
                offsets.put(partition, get(answers.partitionResult(partition)).offset());
            } catch (KafkaException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return offsets;
    }

    private <T> T get(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException(
                    cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        admin.close(longest);
    }
}
