package org.datawarp.schemas.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;
import org.datawarp.schemas.topic.Topic;

/**
 * What a kind of topic guarantees to its readers, in the words of {@code docs/topics.md}.
 *
 * @param name with the publication or dataset in angle brackets
 * @param example one such topic, with the Kafka settings that all of them have
 * @param key of its messages
 * @param value of its messages, when it is not Avro; otherwise what to say besides the schemas
 * @param avro the schemas that values are written in now; none when they are JSON, or when each dataset has its own
 * @param headers of its messages
 * @param order which messages keep their order
 * @param counts what a reader must do to count each thing once
 */
public record TopicContract(
        String name,
        Topic example,
        String key,
        String value,
        List<Schema> avro,
        String headers,
        String order,
        String counts) {

    private static final String FOR_EVER = "-1";

    public TopicContract {
        avro = List.copyOf(avro);
    }

    /** A contract of the same topic with its messages described, and no headers. */
    static TopicContract of(String name, Topic example) {
        return new TopicContract(name, example, "", "", List.of(), "none", "", "");
    }

    TopicContract withKey(String text) {
        return new TopicContract(name, example, text, value, avro, headers, order, counts);
    }

    TopicContract withValue(String text, List<Schema> schemas) {
        return new TopicContract(name, example, key, text, schemas, headers, order, counts);
    }

    TopicContract withHeaders(String text) {
        return new TopicContract(name, example, key, value, avro, text, order, counts);
    }

    TopicContract withReading(String itsOrder, String whatCounts) {
        return new TopicContract(name, example, key, value, avro, headers, itsOrder, whatCounts);
    }

    /** How long messages are kept, from Kafka's settings. */
    public String kept() {
        Map<String, String> settings = example.settings();
        if (TopicConfig.CLEANUP_POLICY_COMPACT.equals(settings.get(TopicConfig.CLEANUP_POLICY_CONFIG))) {
            String lag = settings.get(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG);
            return "for ever the last message of each key"
                    + (lag == null ? "" : ", and every message for %d days".formatted(days(lag)))
                    + ": compacted";
        }
        String retention = settings.getOrDefault(TopicConfig.RETENTION_MS_CONFIG, "");
        return retention.equals(FOR_EVER) ? "for ever" : "%d days".formatted(days(retention));
    }

    private static long days(String millis) {
        return Duration.of(Long.parseLong(millis), TimeUnit.MILLISECONDS.toChronoUnit())
                .toDays();
    }
}
