package org.datawarp.app.outside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.common.MetadataVersion;
import org.datawarp.platform.embedded.BrokerStorage;

/** A Kafka of one broker with chosen listeners. Closed by the code that started it. */
public final class OneBroker implements AutoCloseable {

    private final KafkaRaftServer server;

    private OneBroker(KafkaRaftServer server) {
        this.server = server;
    }

    /**
     * Starts it over an empty directory.
     *
     * @param listeners settings of the listeners for clients and for the broker itself
     * @param logins as Kafka's own formatter takes them: who may log in by SCRAM
     */
    public static OneBroker start(Path directory, Map<String, String> listeners, List<String> logins) throws Exception {
        new BrokerStorage(directory, 1, "U2VjdXJlZERhdGFXYXJwMQ", "CONTROLLER")
                .format(MetadataVersion.latestProduction(), logins);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings(directory, listeners)), Time.SYSTEM);
        server.startup();
        return new OneBroker(server);
    }

    /** A free port on this machine. */
    public static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static Map<String, String> settings(Path directory, Map<String, String> listeners) throws IOException {
        String controller = "127.0.0.1:" + freePort();
        Map<String, String> all = new HashMap<>(listeners);
        all.merge("listeners", ",CONTROLLER://" + controller, String::concat);
        all.merge("listener.security.protocol.map", ",CONTROLLER:PLAINTEXT", String::concat);
        all.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", "16777216"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("group.initial.rebalance.delay.ms", "0")));
        return all;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
