package org.datawarp.sinks.change;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.datawarp.schemas.topic.Topics;

/** The settings of the Debezium engine: only those whose defaults would lose data, be slow or hide a failure. */
final class EngineProperties {

    /** Part of the stored position's key: with another name, capture would start again. */
    static final String NAME = "datawarp-capture";

    /** The prefix of Debezium's own topics, which exist only inside this process. */
    static final String PREFIX = "datawarp";

    /** The other part of the stored position's key. */
    static final Map<String, String> PARTITION = Map.of("server", PREFIX);

    /** Created by the loader's migration. */
    static final String PUBLICATION = "datawarp";

    static final String TRANSACTION_TOPIC = PREFIX + ".transaction";

    /** Writes a row that is captured and acknowledged like any other, and so moves the slot. */
    private static final String HEARTBEAT = "INSERT INTO datawarp.heartbeat (id, beat) VALUES (1, now())"
            + " ON CONFLICT (id) DO UPDATE SET beat = excluded.beat";

    private static final int BATCH_EVENTS = 1024;

    /**
     * Four batches: the database is read ahead while one is published. An event of twenty columns takes 4 KB, an update of
     * 150 columns 20 KB: 16 to 80 MB. A limit in bytes would cost a tenth of the speed, to measure each event.
     */
    private static final int QUEUE_EVENTS = 4 * BATCH_EVENTS;

    private EngineProperties() {}

    static Properties of(CaptureSettings settings) {
        Properties all = new Properties();
        all.putAll(engine());
        all.putAll(ofConnector(settings));
        settings.kafka().forEach((key, value) -> all.put(TopicOffsetStore.CLIENT_PREFIX + key, value.toString()));
        return all;
    }

    /** The settings of the connector, both in the engine and in Kafka Connect. */
    static Map<String, String> ofConnector(CaptureSettings settings) {
        Map<String, String> all = new HashMap<>(delivery());
        all.putAll(connection(settings));
        settings.database().tls().forEach((key, value) -> all.put("database." + key, value));
        all.putAll(stream(settings));
        all.putAll(values());
        return all;
    }

    private static Map<String, String> engine() {
        return Map.of(
                "offset.storage",
                TopicOffsetStore.class.getName(),
                "offset.storage.topic",
                Topics.captureOffsets().name(),
                "offset.flush.interval.ms",
                "500",
                "offset.flush.timeout.ms",
                "30000");
    }

    private static Map<String, String> delivery() {
        return Map.of(
                "name",
                NAME,
                "connector.class",
                LightConnector.class.getName(),
                // After any failure, we start again with all checks.
                "errors.max.retries",
                "0",
                "max.batch.size",
                Integer.toString(BATCH_EVENTS),
                "max.queue.size",
                Integer.toString(QUEUE_EVENTS),
                "poll.interval.ms",
                "50");
    }

    private static Map<String, String> connection(CaptureSettings settings) {
        SourceAddress database = settings.database();
        return Map.of(
                "topic.prefix", PREFIX,
                // In the driver's form: a connection on which nothing arrives for so long is lost.
                "database.socketTimeout", SourceDatabase.SECONDS_TO_ANSWER,
                "database.hostname", database.host(),
                "database.port", Integer.toString(database.port()),
                "database.user", database.user(),
                "database.password", database.password(),
                "database.dbname", database.database());
    }

    private static Map<String, String> stream(CaptureSettings settings) {
        return Map.ofEntries(
                Map.entry("plugin.name", "pgoutput"),
                Map.entry("slot.name", settings.slot()),
                Map.entry("slot.max.retries", "2"),
                Map.entry("slot.retry.delay.ms", "1000"),
                Map.entry("publication.name", PUBLICATION),
                Map.entry("publication.autocreate.mode", "disabled"),
                Map.entry("schema.include.list", "data,datawarp"),
                Map.entry("table.include.list", "data\\..*,datawarp\\.commits,datawarp\\.heartbeat"),
                // The position is always stored before the engine starts: it never takes a snapshot.
                Map.entry("snapshot.mode", "no_data"),
                Map.entry("provide.transaction.metadata", "true"),
                Map.entry("skipped.operations", "none"),
                Map.entry("sourceinfo.struct.maker", LightSource.class.getName()),
                Map.entry("topic.naming.strategy", LightTopics.class.getName()),
                Map.entry("statistics.metrics.enabled", "false"),
                // Debezium's key is not used, because ours is in the row: a number is the cheapest.
                Map.entry("message.key.columns", "data\\.(.*):_occurrence"),
                Map.entry(
                        "heartbeat.interval.ms",
                        Long.toString(settings.heartbeat().toMillis())),
                Map.entry("heartbeat.action.query", HEARTBEAT));
    }

    private static Map<String, String> values() {
        return Map.of(
                "decimal.handling.mode", "precise",
                "time.precision.mode", "adaptive",
                "tombstones.on.delete", "false",
                // The default logs and continues without the row.
                "event.converting.failure.handling.mode", "fail",
                "event.processing.failure.handling.mode", "fail");
    }
}
