package org.datawarp.ask.tap;

import java.util.Map;
import java.util.TreeMap;
import org.datawarp.platform.service.TopicReader;

/**
 * The point at which reading a topic starts.
 *
 * @param offsets of the first message, by partition
 * @param what describes that point for a person
 */
public record TopicStart(String topic, Map<Integer, Long> offsets, String what) {

    public TopicStart {
        offsets = new TreeMap<>(offsets);
    }

    /** The first messages that are kept. */
    public static TopicStart beginning(String topic, TopicReader reader) {
        return new TopicStart(topic, reader.beginnings(topic), "the beginning");
    }
}
