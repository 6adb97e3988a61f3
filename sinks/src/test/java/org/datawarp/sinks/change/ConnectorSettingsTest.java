package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.datawarp.schemas.topic.Topic;
import org.junit.jupiter.api.Test;

class ConnectorSettingsTest {

    private static final SourceAddress DATABASE =
            new SourceAddress("db.example", 5433, "datawarp", "capture", "s3cret", Map.of("sslmode", "verify-full"));

    private static Map<String, String> settings(Map<String, Object> kafka) {
        return ConnectorSettings.of(CaptureSettings.of(DATABASE, kafka), "${env:POSTGRES_PASSWORD}");
    }

    @Test
    void areReadAsTheyAreWrittenOnceTheWorkerHasPutThePasswordIn() {
        Map<String, String> resolved = new LinkedHashMap<>(settings(Map.of()));
        resolved.put("database.password", "s3cret");

        CaptureSettings read = ConnectorSettings.read(resolved);

        assertThat(read.database()).isEqualTo(DATABASE);
        assertThat(read.slot()).isEqualTo(CaptureSettings.DEFAULT_SLOT);
        assertThat(read.heartbeat()).isEqualTo(CaptureSettings.DEFAULT_HEARTBEAT);
    }

    @Test
    void holdNoSecret() {
        assertThat(settings(Map.of("sasl.jaas.config", "password=\"s3cret\"")).values())
                .noneMatch(value -> value.contains("s3cret"));
    }

    @Test
    void haveTheWorkerMakeTopicsAsWeDo() {
        assertThat(settings(Map.of()))
                .containsEntry("topic.creation.changes.include", "\\Qdatawarp.changes.\\E.+")
                .containsEntry("topic.creation.changes.cleanup.policy", "compact")
                .containsEntry("topic.creation.changes.message.timestamp.type", "LogAppendTime")
                .containsEntry("topic.creation.changes.replication.factor", "-1")
                .containsEntry("topic.creation.transactions.partitions", "1")
                .doesNotContainKey("topic.creation.changes.min.insync.replicas");
        assertThat(settings(Map.of(Topic.REPLICATION, "3")))
                .containsEntry("topic.creation.changes.replication.factor", "3")
                .containsEntry("topic.creation.changes.min.insync.replicas", "2");
    }

    @Test
    void refuseToBeReadWithoutAHost() {
        assertThatThrownBy(() -> ConnectorSettings.read(Map.of("database.user", "capture")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("database.hostname");
    }
}
