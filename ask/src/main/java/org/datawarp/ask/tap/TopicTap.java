package org.datawarp.ask.tap;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.platform.service.TopicReader;

/** Prints the messages of a topic as JSON lines. Owned by one thread. */
public final class TopicTap {

    private final TopicReader reader;
    private final PrintWriter out;

    public TopicTap(TopicReader reader, PrintWriter out) {
        this.reader = reader;
        this.out = out;
    }

    /**
     * Prints the messages that there are.
     *
     * @param from where to start in each partition
     * @param limit how many messages at most
     */
    public void print(String topic, Map<Integer, Long> from, long limit) {
        reader.readToEnd(topic, from, printer(limit));
    }

    /** Like {@link #print}, then continues with new messages. */
    public void follow(String topic, Map<Integer, Long> from, long limit) {
        reader.follow(topic, from, printer(limit), () -> true);
    }

    private Predicate<ConsumerRecord<byte[], byte[]>> printer(long limit) {
        MessageText text = new MessageText(new ChangeSchemas(reader));
        long[] left = {limit};
        return message -> {
            try {
                out.println(text.of(message));
                out.flush();
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("Cannot show a message of " + message.topic(), e);
            }
            return --left[0] > 0;
        };
    }
}
