package org.datawarp.platform.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a broker that shares a small machine with everything else, and is alone in its cluster. */
final class KafkaSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** A row of a sheet may hold much text; the clients must allow the same size. */
    static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private static final int MIB = 1024 * 1024;

    /** As long as the setting allows (4,000 years): a laptop that slept for weeks must find its offsets. */
    private static final int OFFSETS_KEPT_MINUTES = Integer.MAX_VALUE;

    private KafkaSettings() {}

    static Properties of(Path logs, int port, int controllerPort) {
        Properties settings = new Properties();
        listeners(settings, port, controllerPort);
        oneBroker(settings);
        quickRestart(settings);
        smallFootprint(settings);
        settings.setProperty("log.dirs", logs.toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("num.partitions", "1");
        settings.setProperty("message.max.bytes", String.valueOf(MAX_MESSAGE_BYTES));
        settings.setProperty("offsets.retention.minutes", String.valueOf(OFFSETS_KEPT_MINUTES));
        return settings;
    }

    private static void listeners(Properties settings, int port, int controllerPort) {
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", String.valueOf(NODE_ID));
        settings.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.setProperty("controller.listener.names", CONTROLLER_LISTENER);
        settings.setProperty(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
    }

    private static void oneBroker(Properties settings) {
        settings.setProperty("default.replication.factor", "1");
        settings.setProperty("min.insync.replicas", "1");
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "1");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "1");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
    }

    /** After a kill, the broker waits until its previous session has expired: keep sessions short. */
    private static void quickRestart(Properties settings) {
        settings.setProperty("broker.session.timeout.ms", "3000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("group.streams.initial.rebalance.delay.ms", "0");
        settings.setProperty("group.min.session.timeout.ms", "1000");
    }

    private static void smallFootprint(Properties settings) {
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("background.threads", "2");
        settings.setProperty("num.recovery.threads.per.data.dir", "2");
        settings.setProperty("group.coordinator.threads", "1");
        settings.setProperty("share.coordinator.threads", "1");
        settings.setProperty("metric.reporters", "");
        // The default, 128 MB, is taken from the heap whether or not a topic is compacted.
        settings.setProperty("log.cleaner.enable", "true");
        settings.setProperty("log.cleaner.threads", "1");
        settings.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(16 * MIB));
        // The active segment of each partition reserves two index files of this size.
        settings.setProperty("log.segment.bytes", String.valueOf(128 * MIB));
        settings.setProperty("log.index.size.max.bytes", String.valueOf(MIB));
        // The topics of positions and transactions are compacted except for the last segment, and each start reads all
        // of it. At the default, 100 MB, that grows large in a busy day.
        settings.setProperty("offsets.topic.segment.bytes", String.valueOf(8 * MIB));
        settings.setProperty("transaction.state.log.segment.bytes", String.valueOf(8 * MIB));
        // An idle broker writes to its metadata log this often; the default is twice a second.
        settings.setProperty("metadata.max.idle.interval.ms", "5000");
    }
}
