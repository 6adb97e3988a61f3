package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CaptureSettingsTest {

    private static final SourceAddress ADDRESS = new SourceAddress("db", 5432, "datawarp", "cdc", "s3cret");
    private static final CaptureSettings SETTINGS =
            CaptureSettings.of(ADDRESS, Map.of("bootstrap.servers", "broker:9092"));

    @Test
    void hasDefaults() {
        assertThat(SETTINGS.slot()).isEqualTo("datawarp");
        assertThat(SETTINGS.heartbeat()).isEqualTo(Duration.ofSeconds(10));
        assertThat(SETTINGS.publicationWait()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void refusesASlotNameThatPostgresqlWouldRefuse() {
        assertThatThrownBy(() -> new CaptureSettings(ADDRESS, Map.of(), "My-Slot", Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("found \"My-Slot\"");
    }

    @Test
    @Tag("D8")
    void keepsThePasswordOutOfMessages() {
        assertThat(SETTINGS.toString()).doesNotContain("s3cret");
    }

    @Test
    void tellsTheEngineNeverToGuessSkipOrCreateByItself() {
        Properties engine = EngineProperties.of(SETTINGS);

        assertThat(engine)
                .containsEntry("snapshot.mode", "no_data")
                .containsEntry("publication.autocreate.mode", "disabled")
                .containsEntry("provide.transaction.metadata", "true")
                .containsEntry("skipped.operations", "none")
                .containsEntry("event.converting.failure.handling.mode", "fail")
                .containsEntry("errors.max.retries", "0")
                .containsEntry("datawarp.kafka.bootstrap.servers", "broker:9092");
    }
}
