package org.datawarp.ask.tap;

import java.util.Map;
import java.util.TreeMap;
import org.datawarp.platform.service.TopicReader;

/**
 * Where reading a topic begins.
 *
 * @param offsets of the first message, by partition
 * @param what stands there, for a person
 */
public record TopicStart(String topic, Map<Integer, Long> offsets, String what) {

    public TopicStart {
        offsets = new TreeMap<>(offsets);
    }

    /** With everything that there is. */
    public static TopicStart beginning(String topic, TopicReader reader) {
        return new TopicStart(topic, reader.beginnings(topic), "the beginning");
    }
}
