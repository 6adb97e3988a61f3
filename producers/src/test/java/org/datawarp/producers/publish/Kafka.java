package org.datawarp.producers.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.RowCodec;

/** Kafka's own producer for tests, and the messages sent with it. */
public final class Kafka {

    private static final RowCodec CODEC = new RowCodec();

    private Kafka() {}

    /** A producer for a topic with this many partitions. */
    public static MockProducer<byte[], byte[]> producer(String topic, int partitions) {
        return producer(topic, partitions, true);
    }

    /** A producer whose sends the test completes, or fails. */
    static MockProducer<byte[], byte[]> undecided(String topic, int partitions) {
        return producer(topic, partitions, false);
    }

    private static MockProducer<byte[], byte[]> producer(String topic, int partitions, boolean completes) {
        Node node = new Node(1, "localhost", 9092);
        Node[] nodes = {node};
        List<PartitionInfo> infos = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            infos.add(new PartitionInfo(topic, i, node, nodes, nodes));
        }
        Cluster cluster = new Cluster("test", List.of(node), infos, Set.of(), Set.of());
        return new MockProducer<>(cluster, completes, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The messages of a raw topic, in the order in which they were sent. */
    public static List<RawMessage> sent(MockProducer<byte[], byte[]> producer, String topic) {
        return producer.history().stream()
                .filter(message -> message.topic().equals(topic))
                .map(ProducerRecord::value)
                .map(CODEC::decodeRaw)
                .toList();
    }
}
