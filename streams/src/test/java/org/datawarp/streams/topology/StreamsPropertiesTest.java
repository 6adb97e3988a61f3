package org.datawarp.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {

    /** As Streams hands them to its producers, after all that it sets by itself. */
    private static Map<String, Object> producer() {
        StreamsSettings settings = new StreamsSettings(
                "datawarp-apply",
                Map.of("bootstrap.servers", "127.0.0.1:1"),
                Path.of("state"),
                2,
                Duration.ofSeconds(30));
        return new StreamsConfig(StreamsProperties.of(settings)).getProducerConfigs("producer");
    }

    @Test
    void giveUpOnWhatIsNotDelivered() {
        assertThat(producer()).containsEntry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
    }

    @Test
    void writeExactlyOnce() {
        assertThat(producer()).containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    }
}
