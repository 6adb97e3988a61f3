package org.datawarp.schemas.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How a consumer is set that keeps account itself of what it has read. To be added to as the reader needs. */
public final class TopicReading {

    /**
     * A consumer that is closed waits for the fetch that is under way, and that waits at the broker for messages that are to
     * come: half a second by default, each time somebody has read to an end.
     */
    private static final int FETCH_WAIT_MILLIS = 20;

    private TopicReading() {}

    /**
     * Of one that reads what is there, and goes.
     *
     * @param kafka base properties of every client
     */
    public static Map<String, Object> once(Map<String, Object> kafka) {
        Map<String, Object> settings = following(kafka);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        return settings;
    }

    /**
     * Of one that waits for what is to come.
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
