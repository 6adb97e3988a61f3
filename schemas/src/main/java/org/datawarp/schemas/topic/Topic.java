package org.datawarp.schemas.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * A topic and how it is kept.
 *
 * @param partitions how many; one where order over all keys matters
 * @param settings of Kafka, as {@code retention.ms}; messages bear the broker's time, so that no other clock ages them, or
 *     has the broker refuse what was written, or is passed on, by one whose clock was wrong
 */
public record Topic(String name, int partitions, Map<String, String> settings) {

    /**
     * How many brokers keep each message, among the properties of clients: as Kafka Streams has it for its own topics, which
     * so get the same. When it is not there, the cluster decides.
     */
    public static final String REPLICATION = "replication.factor";

    public Topic {
        Map<String, String> all = new HashMap<>(settings);
        all.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name);
        settings = Map.copyOf(all);
    }

    /**
     * As Kafka's admin client creates it.
     *
     * @param kafka client properties: {@link #REPLICATION} among them, unless the cluster decides
     */
    public NewTopic toNewTopic(Map<String, ?> kafka) {
        Object given = kafka.get(REPLICATION);
        if (given == null) {
            return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
        }
        short copies = Short.parseShort(given.toString());
        Map<String, String> all = new HashMap<>(settings);
        all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(inSync(copies)));
        return new NewTopic(name, partitions, copies).configs(all);
    }

    /** How many must have a message: one broker may be away while all is written, and nothing written is lost with it. */
    public static int inSync(int copies) {
        return Math.max(1, copies - 1);
    }
}
