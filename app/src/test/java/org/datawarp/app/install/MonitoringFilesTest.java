package org.datawarp.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.platform.setting.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files for Prometheus and Grafana match what the roles serve. */
class MonitoringFilesTest {

    private static final String BOARD = "deploy/monitoring/grafana/boards/datawarp.json";

    @ParameterizedTest
    @ValueSource(strings = {BOARD, "deploy/monitoring/alerts.yml"})
    void askOnlyForWhatIsMeasured(String file) throws IOException {
        Set<String> known = Arrays.stream(Metric.values()).map(Metric::exposed).collect(Collectors.toSet());
        List<String> asked = Repository.matches(Repository.text(file), "\\b(datawarp_[a-z_]+)");

        assertThat(asked).isNotEmpty();
        assertThat(known).containsAll(asked);
    }

    @Test
    void boardHasPanelsOfDifferentNumbersThatAskPrometheus() throws IOException {
        JsonNode board = new ObjectMapper().readTree(Repository.text(BOARD));
        Set<Integer> numbers = new HashSet<>();

        assertThat(board.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(numbers.add(panel.path("id").asInt())).isTrue();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
            assertThat(panel.path("targets")).isNotEmpty();
        });
        assertThat(Repository.text("deploy/monitoring/grafana/provisioning/datasources/prometheus.yml"))
                .contains("uid: prometheus");
    }

    @Test
    void everyRoleIsScrapedWhereItServes() throws IOException {
        String port = Repository.assignments(".env.example").get(Setting.DATAWARP_METRICS_PORT.name());
        String number = port.substring(port.indexOf(':') + 1);

        assertThat(Repository.matches(Repository.text("deploy/monitoring/prometheus.yml"), "targets: \\[(fetch.*)]"))
                .containsExactly("fetch:%1$s, apply:%1$s, capture:%1$s, sink:%1$s".formatted(number));
    }
}
