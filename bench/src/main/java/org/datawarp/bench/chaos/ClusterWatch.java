package org.datawarp.bench.chaos;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.loader.LoaderSettings;

/**
 * The state of a cluster's replicas, and of the instances that share its partitions. Used by one thread, which closes
 * it.
 */
final class ClusterWatch implements AutoCloseable {

    /** A killed broker blocks a request for this long; then the state is unknown. */
    private static final int PATIENCE_MILLIS = 3_000;

    private static final String RAW = Topics.RAW_TOPICS.pattern();
    private static final String ROWS = Topics.ROWS_TOPICS.pattern();

    private final Admin admin;

    ClusterWatch(String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "request.timeout.ms",
                PATIENCE_MILLIS / 2,
                "default.api.timeout.ms",
                PATIENCE_MILLIS));
    }

    /** Whether each partition has all its replicas, so that a broker may be killed. */
    boolean isInSync() {
        try {
            Map<String, TopicDescription> topics = topics();
            return topics.values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null
                            && partition.isr().size() == partition.replicas().size());
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private Map<String, TopicDescription> topics() throws ExecutionException, TimeoutException {
        return get(admin.describeTopics(get(admin.listTopics().names())).allTopicNames());
    }

    /**
     * Whether the instances of apply share all work: each partition of raw and of typed rows has one reader, and no
     * dead instance is counted.
     *
     * @param threads of the topology in each
     */
    boolean isShared(int instances, int threads) {
        try {
            Map<String, ConsumerGroupDescription> groups =
                    get(admin.describeConsumerGroups(List.of(Pipeline.APPLICATION, LoaderSettings.APPLICATION))
                            .all());
            Map<String, TopicDescription> topics = topics();
            return isShared(found(groups, Pipeline.APPLICATION), instances * threads, partitions(topics, RAW))
                    && isShared(found(groups, LoaderSettings.APPLICATION), instances, partitions(topics, ROWS));
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static ConsumerGroupDescription found(Map<String, ConsumerGroupDescription> groups, String name) {
        return Objects.requireNonNull(groups.get(name), name);
    }

    private static Set<TopicPartition> partitions(Map<String, TopicDescription> topics, String pattern) {
        Set<TopicPartition> partitions = new HashSet<>();
        topics.values().stream()
                .filter(topic -> topic.name().matches(pattern))
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition()))));
        return partitions;
    }

    private static boolean isShared(ConsumerGroupDescription group, int members, Set<TopicPartition> partitions) {
        Set<TopicPartition> assigned = new HashSet<>();
        group.members().forEach(member -> assigned.addAll(member.assignment().topicPartitions()));
        return !partitions.isEmpty()
                && group.groupState() == GroupState.STABLE
                && group.members().size() <= members
                && assigned.containsAll(partitions);
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, TimeoutException {
        try {
            return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
