package org.datawarp.platform.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts go nowhere unless a target is set. What is set is checked and not shown. */
class AlertSettingsTest {

    @Test
    void tellsNobodyWhenNothingIsSet() {
        assertThat(AlertSettings.read(Map.of(), "machine"))
                .isEqualTo(new AlertSettings(
                        new AlertSettings.Telling(Duration.ofHours(24), "machine"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void takesAllThatIsSet(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("slack"), "https://hooks.example.org/s3cret\n");

        AlertSettings settings = AlertSettings.read(
                Map.of(
                        "DATAWARP_ALERTS_NAME", "beds",
                        "DATAWARP_ALERTS_REPEAT_HOURS", "6",
                        "DATAWARP_ALERTS_SLACK_URL_FILE", secret.toString(),
                        "DATAWARP_ALERTS_MAIL_TO", "one@example.org, two@example.org",
                        "DATAWARP_ALERTS_SMTP_HOST", "mail.example.org",
                        "DATAWARP_ALERTS_SMTP_SECURITY", "tls",
                        "DATAWARP_ALERTS_SMTP_PORT", "465",
                        "DATAWARP_ALERTS_SMTP_USER", "datawarp",
                        "DATAWARP_ALERTS_SMTP_PASSWORD", "p4ss"),
                "machine");

        assertThat(settings.telling()).isEqualTo(new AlertSettings.Telling(Duration.ofHours(6), "beds"));
        assertThat(settings.slack()).contains(URI.create("https://hooks.example.org/s3cret"));
        assertThat(settings.mail())
                .contains(new AlertSettings.Mail(
                        "mail.example.org",
                        465,
                        AlertSettings.Security.TLS,
                        "datawarp",
                        "p4ss",
                        "one@example.org",
                        List.of("one@example.org", "two@example.org")));
        assertThat(settings.toString()).doesNotContain("s3cret", "p4ss");
        assertThat(settings.mail().orElseThrow().toString()).doesNotContain("p4ss");
    }

    @Test
    void tellsEveryProblemWithoutWhatIsSecret() {
        assertThatThrownBy(() -> AlertSettings.read(
                        Map.of(
                                "DATAWARP_ALERTS_REPEAT_HOURS", "0",
                                "DATAWARP_ALERTS_WEBHOOK_URL", "hooks.example.org/s3cret",
                                "DATAWARP_ALERTS_MAIL_TO", "nobody",
                                "DATAWARP_ALERTS_SMTP_SECURITY", "ssl",
                                "DATAWARP_ALERTS_SMTP_PASSWORD", "p4ss"),
                        "machine"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("6 problem(s)")
                .hasMessageContaining("DATAWARP_ALERTS_REPEAT_HOURS:")
                .hasMessageContaining("DATAWARP_ALERTS_WEBHOOK_URL: found \"...\"")
                .hasMessageContaining("DATAWARP_ALERTS_SMTP_HOST:")
                .hasMessageContaining("DATAWARP_ALERTS_MAIL_TO: found \"nobody\"")
                .hasMessageContaining("DATAWARP_ALERTS_SMTP_SECURITY:")
                .hasMessageContaining("DATAWARP_ALERTS_SMTP_USER:")
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("p4ss");
    }
}
