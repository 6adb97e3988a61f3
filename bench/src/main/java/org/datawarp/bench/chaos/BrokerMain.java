package org.datawarp.bench.chaos;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.common.MetadataVersion;
import org.datawarp.platform.embedded.BrokerStorage;

/**
 * One of several Kafka brokers on this machine; each is also a controller. All of them keep Kafka's own topics. Other
 * topics have as many replicas as their creator asks for; the default is one.
 */
public final class BrokerMain {

    static final String READY = "BROKER-READY";

    /** A cluster of three survives the loss of any one broker. */
    static final int REPLICAS = 3;

    private static final String CLUSTER_ID = "Q2hhb3NPZkRhdGFXYXJwMQ";
    private static final String CONTROLLER = "CONTROLLER";

    private final int node;
    private final Path directory;
    private final List<Integer> ports;

    private BrokerMain(int node, Path directory, List<Integer> ports) {
        this.node = node;
        this.directory = directory;
        this.ports = ports;
    }

    /**
     * @param arguments the number of the broker, from 0; its directory; and the ports of all brokers, in the form of
     *     {@link #line}
     */
    public static void main(String[] arguments) throws Exception {
        List<Integer> ports = new ArrayList<>();
        for (String port : arguments[2].split(",", -1)) {
            ports.add(Integer.valueOf(port));
        }
        new BrokerMain(Integer.parseInt(arguments[0]), Path.of(arguments[1]), ports).serve();
    }

    /** @param ports of each broker: for clients, and for the other controllers */
    static List<String> line(int node, Path directory, List<Integer> ports) {
        return List.of(
                BrokerMain.class.getName(),
                Integer.toString(node),
                directory.toString(),
                ports.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** The address for clients. */
    static String bootstrapServers(List<Integer> ports) {
        return IntStream.range(0, ports.size() / 2)
                .mapToObj(broker -> "127.0.0.1:" + ports.get(2 * broker))
                .collect(Collectors.joining(","));
    }

    private void serve() throws Exception {
        new BrokerStorage(directory, node, CLUSTER_ID, CONTROLLER)
                .format(MetadataVersion.latestProduction(), List.of());
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings()), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        out.println(READY);
        server.awaitShutdown();
    }

    private Map<String, String> settings() throws IOException {
        String client = "127.0.0.1:" + ports.get(2 * node);
        String controller = "127.0.0.1:" + ports.get(2 * node + 1);
        String voters = IntStream.range(0, ports.size() / 2)
                .mapToObj(broker -> broker + "@127.0.0.1:" + ports.get(2 * broker + 1))
                .collect(Collectors.joining(","));
        String replicas = Integer.toString(REPLICAS);
        String inSync = Integer.toString(REPLICAS - 1);
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(node)),
                Map.entry("controller.quorum.voters", voters),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("listeners", "PLAINTEXT://%s,%s://%s".formatted(client, CONTROLLER, controller)),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", "16777216"),
                Map.entry("replica.fetch.max.bytes", "16777216"),
                Map.entry("unclean.leader.election.enable", "false"),
                Map.entry("offsets.topic.replication.factor", replicas),
                Map.entry("offsets.topic.num.partitions", "6"),
                Map.entry("transaction.state.log.replication.factor", replicas),
                Map.entry("transaction.state.log.min.isr", inSync),
                Map.entry("transaction.state.log.num.partitions", "6"),
                Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
                Map.entry("log.index.size.max.bytes", "1048576"));
    }
}
