package org.datawarp.platform.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker, its own controller, in this process, listening on the loopback interface only. Its topics are kept
 * in a directory, even when the process is killed.
 *
 * <p>The code that starts it owns and closes it; any thread may read from it, one thread closes it.
 */
public final class EmbeddedKafka implements AutoCloseable {

    /** The same for every directory: a broker refuses a directory that was formatted with another. */
    static final String CLUSTER_ID = "RGF0YVdhcnBFbWJlZGRlZA";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

    private static final Duration STOP = Duration.ofSeconds(30);

    private final DirectoryLock lock;
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(DirectoryLock lock, KafkaRaftServer server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker over a directory, formatting it the first time.
     *
     * @param directory where topics live; created if absent
     * @param port what clients connect to, or 0 for a free one
     * @throws DataDirectoryInUseException if the directory is in use
     * @throws EmbeddedStartException if the port is taken or the broker does not start
     */
    public static EmbeddedKafka start(Path directory, int port) {
        return start(directory, port, logs -> {});
    }

    /**
     * The same.
     *
     * @param check runs over the logs before the broker opens them
     */
    public static EmbeddedKafka start(Path directory, int port, KafkaLogs.Check check) {
        return DirectoryLock.startIn(directory, "Kafka", (lock, real) -> {
            check.look(new KafkaLogs(real));
            return start(lock, real, port);
        });
    }

    private static EmbeddedKafka start(DirectoryLock lock, Path directory, int wantedPort) throws Exception {
        int port = FreePorts.claim(wantedPort, "Kafka");
        Path logs = directory.resolve("log");
        format(logs);
        KafkaRaftServer server = startServer(new KafkaConfig(KafkaSettings.of(logs, port, FreePorts.find())));
        try {
            BrokerFeatures.bringToNow("127.0.0.1:" + port);
        } catch (Exception e) {
            server.shutdown();
            throw e;
        }
        LOG.atInfo().addKeyValue("port", port).log("Kafka is ready");
        return new EmbeddedKafka(lock, server, port);
    }

    private static KafkaRaftServer startServer(KafkaConfig config) {
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    /** The version of what this broker may write into a directory; later versions are greater. */
    public static int metadataLevel() {
        return BrokerFeatures.NOW.featureLevel();
    }

    private static void format(Path logs) throws Exception {
        format(logs, BrokerFeatures.NOW);
    }

    static void format(Path logs, MetadataVersion version) throws Exception {
        new BrokerStorage(logs, KafkaSettings.NODE_ID, CLUSTER_ID, KafkaSettings.CONTROLLER_LISTENER)
                .format(version, List.of());
    }

    /** What clients connect to, such as {@code 127.0.0.1:9092}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The port of {@link #bootstrapServers()}. */
    public int port() {
        return port;
    }

    /**
     * Stops the broker in order, and abandons it if it has not stopped within half a minute. Acknowledged messages are
     * kept either way. Closing twice is harmless.
     */
    @Override
    public void close() {
        Thread stopping = new Thread(server::shutdown, "stop-kafka");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.atWarn().log("Kafka did not stop in time");
        }
        lock.close();
    }
}
