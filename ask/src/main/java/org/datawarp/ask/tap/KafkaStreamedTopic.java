package org.datawarp.ask.tap;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.platform.service.TopicReader;

/** A Kafka topic, with a separate consumer for each client. */
record KafkaStreamedTopic(String topic, TopicReader reader) implements StreamedTopic {

    @Override
    public Map<Integer, Long> beginnings() {
        return reader.beginnings(topic);
    }

    @Override
    public Map<Integer, Long> ends() {
        return reader.ends(topic);
    }

    @Override
    public void follow(Map<Integer, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> to, BooleanSupplier idle) {
        reader.follow(topic, from, to, idle);
    }

    @Override
    public MessageLines lines() {
        MessageText text = new MessageText(new ChangeSchemas(reader));
        return message -> {
            try {
                return text.of(message);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("Cannot show a message of " + topic, e);
            }
        };
    }
}
