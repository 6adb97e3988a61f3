package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSettingsTest {

    private final Properties settings = KafkaSettings.of(Path.of("/data/log"), 9092, 9093);

    @Test
    void areAllKnownToTheBroker() {
        assertThat(KafkaConfig.configDef().names()).containsAll(settings.stringPropertyNames());
    }

    @Test
    void areAcceptedByTheBroker() {
        KafkaConfig config = new KafkaConfig(settings);

        assertThat(config.getInt("offsets.retention.minutes")).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "log.dirs, /data/log",
        "advertised.listeners, PLAINTEXT://127.0.0.1:9092",
        "controller.quorum.voters, 1@127.0.0.1:9093",
        "auto.create.topics.enable, false",
        "message.max.bytes, 16777216",
        "offsets.topic.replication.factor, 1",
        "transaction.state.log.replication.factor, 1",
        "transaction.state.log.min.isr, 1",
        "broker.session.timeout.ms, 3000",
        "group.initial.rebalance.delay.ms, 0",
        "log.cleaner.enable, true",
        "log.cleaner.dedupe.buffer.size, 16777216",
        "log.segment.bytes, 134217728",
        "offsets.topic.segment.bytes, 8388608",
        "transaction.state.log.segment.bytes, 8388608",
        "log.index.size.max.bytes, 1048576"
    })
    void says(String name, String value) {
        assertThat(settings.getProperty(name)).isEqualTo(value);
    }

    @Test
    @Tag("D10")
    void bindsNothingButTheLoopbackInterface() {
        assertThat(settings.getProperty("listeners"))
                .isEqualTo("PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093");
    }
}
