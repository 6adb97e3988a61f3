package org.datawarp.operate.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How far readers are behind the ends of topics. Safe for several threads; the admin client is the caller's. */
public final class Lag {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;

    public Lag(Admin admin) {
        this.admin = admin;
    }

    /** The next message of each partition that a consumer group reads. */
    public Map<TopicPartition, Long> positionsOfGroup(String group)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> positions = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                positions.put(partition, offset.offset());
            }
        });
        return positions;
    }

    /** How many messages come after these positions. */
    public long behind(Map<TopicPartition, Long> positions)
            throws InterruptedException, ExecutionException, TimeoutException {
        return behind(positions, LongUnaryOperator.identity());
    }

    /** Of topics that are written in transactions: no consumer reads the marker that ends the last one. */
    public long behindTransactions(Map<TopicPartition, Long> positions)
            throws InterruptedException, ExecutionException, TimeoutException {
        return behind(positions, lag -> lag == 1 ? 0 : lag);
    }

    private long behind(Map<TopicPartition, Long> positions, LongUnaryOperator counted)
            throws InterruptedException, ExecutionException, TimeoutException {
        long behind = 0;
        Map<TopicPartition, OffsetSpec> asked =
                positions.keySet().stream().collect(Collectors.toMap(partition -> partition, p -> OffsetSpec.latest()));
        var ends = admin.listOffsets(asked);
        for (Map.Entry<TopicPartition, Long> position : positions.entrySet()) {
            long end = end(ends.partitionResult(position.getKey()), position.getValue());
            behind += counted.applyAsLong(Math.max(0, end - position.getValue()));
        }
        return behind;
    }

    /** A topic that is gone has nothing that is to be read. */
    private static long end(KafkaFuture<ListOffsetsResultInfo> end, long gone)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return get(end).offset();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return gone;
            }
            throw e;
        }
    }

    private static <T> T get(KafkaFuture<T> answer) throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
