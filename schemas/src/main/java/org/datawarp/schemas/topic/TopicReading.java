package org.datawarp.schemas.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Settings of a consumer that tracks its own offsets. Readers add what they need. */
public final class TopicReading {

    /**
     * A consumer that closes waits for its open fetch. At the end of a topic, the broker holds a fetch until new
     * messages arrive, by default for half a second.
     */
    private static final int FETCH_WAIT_MILLIS = 20;

    private TopicReading() {}

    /**
     * For a consumer that reads the existing messages and closes.
     *
     * @param kafka base properties of every client
     */
    public static Map<String, Object> once(Map<String, Object> kafka) {
        Map<String, Object> settings = following(kafka);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        return settings;
    }

    /**
     * For a consumer that waits for new messages.
     *
     * @param kafka base properties of every client
     */
    public static Map<String, Object> following(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }
}
