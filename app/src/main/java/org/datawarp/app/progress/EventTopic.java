package org.datawarp.app.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events to {@code datawarp.events} as CloudEvents. Closed by its owner; safe for several threads. */
@SuppressWarnings("FutureReturnValueIgnored") // The callback tells.
public final class EventTopic implements EventLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventTopic.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event must never hold up what it tells of. */
    private static final int MOST_BLOCKING_MILLIS = 1_000;

    private final KafkaProducer<byte[], byte[]> producer;

    /** @param kafka client properties, with {@code bootstrap.servers} */
    public EventTopic(Map<String, Object> kafka) {
        Map<String, Object> properties = new LinkedHashMap<>(kafka);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_BLOCKING_MILLIS);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1 << 20);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void record(Event event) {
        try {
            byte[] key = event.run().getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(Topics.events().name(), key, cloudEvent(event)), (sent, failure) -> {
                if (failure != null) {
                    LOG.atWarn().setCause(failure).log("An event was lost");
                }
            });
        } catch (RuntimeException | JsonProcessingException e) {
            LOG.atWarn().setCause(e).log("An event was lost");
        }
    }

    private static byte[] cloudEvent(Event event) throws JsonProcessingException {
        Map<String, Object> cloud = new LinkedHashMap<>();
        cloud.put("specversion", "1.0");
        cloud.put("id", UUID.randomUUID().toString());
        cloud.put("source", "/datawarp/" + event.publication());
        cloud.put(
                "type",
                "org.datawarp." + event.type().name().toLowerCase(Locale.ROOT).replace('_', '.'));
        cloud.put("subject", event.release());
        cloud.put("time", event.at().toString());
        cloud.put("run", event.run());
        cloud.put("datacontenttype", "application/json");
        cloud.put("data", event.facts());
        return JSON.writeValueAsBytes(cloud);
    }

    @Override
    public void close() {
        producer.close();
    }
}
