package org.datawarp.operate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsPageTest {

    @Test
    void pageSaysWhatTheCodeSays() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "metrics.md"))).isEqualTo(MetricsPage.markdown());
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void followsTheNamingScheme(Metric metric) {
        assertThat(metric.exposed()).matches("datawarp_(process|fetch|apply|capture|sink|alerts)_[a-z_]+");
        assertThat(metric.exposed().endsWith("_total"))
                .as("what only counts up ends with _total, and nothing else")
                .isEqualTo(metric.kind() == Metric.Kind.COUNTER);
        assertThat(metric.help()).endsWith(".");
    }
}
