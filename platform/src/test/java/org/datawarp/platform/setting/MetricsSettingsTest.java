package org.datawarp.platform.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsSettingsTest {

    private static Optional<MetricsSettings> read(String text) {
        return MetricsSettings.read(Map.of("DATAWARP_METRICS_PORT", text));
    }

    @Test
    void listensOnThisMachineOnlyUnlessAHostIsNamed() {
        assertThat(read("9464")).contains(new MetricsSettings("127.0.0.1", 9464));
        assertThat(read("0.0.0.0:9464")).contains(new MetricsSettings("0.0.0.0", 9464));
        assertThat(read("::1:9464")).contains(new MetricsSettings("::1", 9464));
        assertThat(read(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "99999", "-1", ":9464", "host:"})
    void saysWhatIsExpected(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll("DATAWARP_METRICS_PORT", text, "0.0.0.0:9464");
    }
}
