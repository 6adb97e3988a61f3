package org.datawarp.operate.alerts;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.datawarp.schemas.page.GeneratedSection;
import org.junit.jupiter.api.Test;

class AlertsPageTest {

    @Test
    void listsEveryAlert() throws IOException {
        String rows =
                Arrays.stream(Alert.values()).map(AlertsPageTest::row).collect(Collectors.joining("\n", "", "\n"));

        new GeneratedSection("docs/alerts.md", "Alert")
                .assertIs("| alert | severity | when | for |\n|---|---|---|---|\n" + rows);
    }

    private static String row(Alert alert) {
        return "| [`%1$s`](runbooks.md#%1$s) | %2$s | `%3$s` | %4$s |"
                .formatted(alert.id(), alert.severity(), alert.condition().inWords(), inWords(alert.holds()));
    }

    private static String inWords(Duration length) {
        if (length.isZero()) {
            return "at once";
        }
        return length.toHours() > 0 ? length.toHours() + " h" : length.toMinutes() + " min";
    }

    @Test
    void rulesOfPrometheusSayWhatTheCodeSays() throws IOException {
        new GeneratedSection("deploy/monitoring/alerts.yml", "Alert").assertIs(AlertRules.yaml());
    }
}
