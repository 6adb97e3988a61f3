package org.datawarp.schemas.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * A topic and its settings.
 *
 * @param partitions how many; one when the order across all keys matters
 * @param settings of Kafka, such as {@code retention.ms}. Messages carry the broker's time, so that a wrong clock of a
 *     client cannot expire them or make the broker refuse them
 */
public record Topic(String name, int partitions, Map<String, String> settings) {

    /**
     * How many brokers keep each message: a client property. Kafka Streams uses the same property for its own topics,
     * so they get the same value. When it is missing, the cluster decides.
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
     * @param kafka client properties, with {@link #REPLICATION} unless the cluster decides
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

    /**
     * How many brokers must have a message: writing continues while one broker is away, and losing it loses no message.
     */
    public static int inSync(int copies) {
        return Math.max(1, copies - 1);
    }
}
