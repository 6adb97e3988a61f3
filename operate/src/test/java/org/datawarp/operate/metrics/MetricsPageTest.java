package org.datawarp.operate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.datawarp.schemas.page.GeneratedSection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsPageTest {

    @Test
    void listsEveryMetric() throws IOException {
        String rows =
                Arrays.stream(Metric.values()).map(MetricsPageTest::row).collect(Collectors.joining("\n", "", "\n"));

        new GeneratedSection("docs/metrics.md", "Metric")
                .assertIs("| metric | kind | labels | meaning |\n|---|---|---|---|\n" + rows);
    }

    private static String row(Metric metric) {
        String labels = metric.labels().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |"
                .formatted(metric.exposed(), metric.kind().name().toLowerCase(Locale.ROOT), labels, metric.help());
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
