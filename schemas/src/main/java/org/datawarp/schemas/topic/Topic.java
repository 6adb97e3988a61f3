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

    public Topic {
        Map<String, String> all = new HashMap<>(settings);
        all.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name);
        settings = Map.copyOf(all);
    }

    /** As Kafka's admin client creates it, with the cluster's own replication factor. */
    public NewTopic toNewTopic() {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }
}
