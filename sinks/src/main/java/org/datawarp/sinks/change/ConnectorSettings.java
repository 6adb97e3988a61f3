package org.datawarp.sinks.change;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.topic.Topic;
import org.datawarp.schemas.topic.Topics;

/** The settings of {@link CaptureConnector}, with the names of the same settings in Debezium's connector. */
public final class ConnectorSettings {

    /** The connector's default name. */
    public static final String NAME = EngineProperties.NAME;

    private static final String HOST = "database.hostname";
    private static final String PORT = "database.port";
    private static final String DATABASE = "database.dbname";
    private static final String USER = "database.user";
    private static final String PASSWORD = "database.password";
    private static final String SLOT = "slot.name";
    private static final String HEARTBEAT = "heartbeat.interval.ms";

    /** The prefix of the driver's encryption settings. */
    private static final String DRIVER = "database.";

    private static final List<String> TLS = List.of("sslmode", "sslrootcert", "sslcert", "sslkey");

    private static final String CREATION = "topic.creation.";
    private static final String CLUSTER_DEFAULT = "-1";

    private ConnectorSettings() {}

    static ConfigDef definition() {
        ConfigDef all = new ConfigDef()
                .define(HOST, ConfigDef.Type.STRING, Importance.HIGH, "PostgreSQL's host.")
                .define(PORT, ConfigDef.Type.INT, 5432, Importance.HIGH, "Its port.")
                .define(DATABASE, ConfigDef.Type.STRING, Importance.HIGH, "Its database.")
                .define(USER, ConfigDef.Type.STRING, Importance.HIGH, "Who replicates, and reads the captured tables.")
                .define(PASSWORD, ConfigDef.Type.PASSWORD, Importance.HIGH, "Its password.")
                .define(
                        SLOT,
                        ConfigDef.Type.STRING,
                        CaptureSettings.DEFAULT_SLOT,
                        Importance.MEDIUM,
                        "The replication slot, which one reader at a time has.")
                .define(
                        HEARTBEAT,
                        ConfigDef.Type.LONG,
                        CaptureSettings.DEFAULT_HEARTBEAT.toMillis(),
                        Importance.LOW,
                        "How often an idle database is made to write, in milliseconds.");
        for (String setting : TLS) {
            all.define(
                    DRIVER + setting, ConfigDef.Type.STRING, "", Importance.MEDIUM, "As PostgreSQL's driver takes it.");
        }
        return all;
    }

    static CaptureSettings read(Map<String, String> properties) {
        AbstractConfig given = new AbstractConfig(definition(), properties, false);
        Map<String, String> tls = new LinkedHashMap<>();
        for (String setting : TLS) {
            if (!given.getString(DRIVER + setting).isEmpty()) {
                tls.put(setting, given.getString(DRIVER + setting));
            }
        }
        SourceAddress database = new SourceAddress(
                given.getString(HOST),
                given.getInt(PORT),
                given.getString(DATABASE),
                given.getString(USER),
                given.getPassword(PASSWORD).value(),
                tls);
        return new CaptureSettings(
                database,
                Map.of(),
                given.getString(SLOT),
                Duration.ofMillis(given.getLong(HEARTBEAT)),
                CaptureSettings.DEFAULT_PUBLICATION_WAIT);
    }

    /**
     * The settings for a worker whose connector is to do what capture does with these settings.
     *
     * @param password a placeholder for the password, such as {@code ${env:POSTGRES_PASSWORD}}, which the worker
     *     replaces
     */
    public static Map<String, String> of(CaptureSettings settings, String password) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("connector.class", CaptureConnector.class.getName());
        all.put("tasks.max", "1");
        all.put("key.converter", ByteArrayConverter.class.getName());
        all.put("value.converter", ByteArrayConverter.class.getName());
        SourceAddress database = settings.database();
        all.put(HOST, database.host());
        all.put(PORT, Integer.toString(database.port()));
        all.put(DATABASE, database.database());
        all.put(USER, database.user());
        all.put(PASSWORD, password);
        database.tls().forEach((key, value) -> all.put(DRIVER + key, value));
        all.put(SLOT, settings.slot());
        all.put(HEARTBEAT, Long.toString(settings.heartbeat().toMillis()));
        ChangePublisher.tuning().forEach((key, value) -> all.put("producer.override." + key, value.toString()));
        topics(settings.kafka(), all);
        return all;
    }

    /** The position of capture that ran elsewhere, in the form that a worker accepts for a stopped connector. */
    public static Map<String, Object> offsets(long lsn) {
        return Map.of(
                "offsets", List.of(Map.of("partition", EngineProperties.PARTITION, "offset", StoredPosition.at(lsn))));
    }

    /** With these, the worker creates topics as our own processes do. */
    private static void topics(Map<String, Object> kafka, Map<String, String> all) {
        Map<String, Topic> groups = new LinkedHashMap<>();
        groups.put("transactions", Topics.transactions());
        groups.put("promotions", Topics.promotions());
        groups.put("schemas", Topics.schemas());
        groups.put("positions", Topics.captureOffsets());
        groups.put("events", Topics.events());
        all.put(
                CREATION + "default.replication.factor",
                kafka.getOrDefault(Topic.REPLICATION, CLUSTER_DEFAULT).toString());
        all.put(CREATION + "default.partitions", "1");
        all.put(CREATION + "groups", "changes," + String.join(",", groups.keySet()));
        group(
                "changes",
                Topics.CHANGES_TOPICS.pattern(),
                Topics.changes(new DatasetName("any")).toNewTopic(kafka),
                all);
        groups.forEach((name, topic) -> group(name, Pattern.quote(topic.name()), topic.toNewTopic(kafka), all));
    }

    private static void group(String name, String include, NewTopic topic, Map<String, String> all) {
        String prefix = CREATION + name + ".";
        all.put(prefix + "include", include);
        all.put(prefix + "partitions", Integer.toString(topic.numPartitions()));
        all.put(prefix + "replication.factor", Short.toString(topic.replicationFactor()));
        topic.configs().forEach((key, value) -> all.put(prefix + key, value));
    }
}
