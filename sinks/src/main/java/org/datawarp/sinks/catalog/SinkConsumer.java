package org.datawarp.sinks.catalog;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Settings of the sink's consumer: few large fetches, and no group, because positions are in the catalogue. */
final class SinkConsumer {

    private static final int FETCH_BYTES = 16 << 20;
    private static final int PARTITION_BYTES = 2 << 20;
    private static final int MOST_RECORDS = 5_000;
    private static final int RECEIVE_BYTES = 1 << 20;

    private SinkConsumer() {}

    static Map<String, Object> properties(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "datawarp-sink");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A position that no longer exists must not be replaced silently.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BYTES);
        return properties;
    }
}
