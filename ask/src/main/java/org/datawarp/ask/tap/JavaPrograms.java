package org.datawarp.ask.tap;

import org.datawarp.schemas.topic.Topics;

/** Java programs that print a topic. */
final class JavaPrograms {

    /** Placeholders: properties, dataset. */
    static final String FOLLOWER = """
            import java.time.Duration;
            import java.util.HashMap;
            import java.util.Map;
            import org.datawarp.schemas.follow.DatasetFollower;

            class Tap {
                public static void main(String[] arguments) {
                    Map<String, Object> kafka = new HashMap<>();
                    %s
                    try (DatasetFollower follower = DatasetFollower.open(kafka, "%s")) {
                        while (true) {
                            follower.poll(Duration.ofSeconds(10)).ifPresent(update -> {
                                System.out.println(update.kind() + " up to " + update.position());
                                update.changes().forEach(change ->
                                        System.out.println(change.after() == null ? "deleted" : change.after().toMap()));
                            });
                        }
                    }
                }
            }""";

    /** Placeholders: properties, offsets, value. */
    static final String CONSUMER = """
            import java.time.Duration;
            import java.util.HashMap;
            import java.util.Map;
            import org.apache.kafka.clients.consumer.KafkaConsumer;
            import org.apache.kafka.common.TopicPartition;
            import org.apache.kafka.common.serialization.ByteArrayDeserializer;

            class Tap {
                public static void main(String[] arguments) {
                    Map<String, Object> kafka = new HashMap<>();
                    %1$s
                    kafka.put("isolation.level", "read_committed");
                    kafka.put("enable.auto.commit", false);
                    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                            kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                        Map<TopicPartition, Long> offsets = new HashMap<>();
                        %2$s
                        consumer.assign(offsets.keySet());
                        offsets.forEach(consumer::seek);
                        while (true) {
                            consumer.poll(Duration.ofSeconds(10)).forEach(message -> System.out.println(
                                    message.partition() + " " + message.offset() + " " + %3$s));
                        }
                    }
                }
            }""";

    private JavaPrograms() {}

    /** The expression that makes a value readable. */
    static String value(String topic) {
        if (Topics.RAW_TOPICS.matcher(topic).matches()) {
            return "new org.datawarp.schemas.row.RowCodec().decodeRaw(message.value())";
        }
        if (Topics.ROWS_TOPICS.matcher(topic).matches()) {
            return "new org.datawarp.schemas.row.RowCodec().decodeRows(message.value())";
        }
        if (Topics.REJECTED_TOPICS.matcher(topic).matches()) {
            return "org.datawarp.schemas.avro.RecordCodec.of(org.datawarp.schemas.row.Rejection.class).decode(message.value())";
        }
        return topic.equals(Topics.transactions().name())
                ? "org.datawarp.schemas.change.TransactionMessage.decode(message.value())"
                : "new String(message.value(), java.nio.charset.StandardCharsets.UTF_8)";
    }
}
