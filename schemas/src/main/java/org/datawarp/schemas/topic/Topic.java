package org.datawarp.schemas.topic;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A topic and how it is kept.
 *
 * @param partitions how many; one where order over all keys matters
 * @param settings of Kafka, as {@code retention.ms}
 */
public record Topic(String name, int partitions, Map<String, String> settings) {

    public Topic {
        settings = Map.copyOf(settings);
    }

    /** As Kafka's admin client creates it, with the cluster's own replication factor. */
    public NewTopic toNewTopic() {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }
}
