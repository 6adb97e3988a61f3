package org.datawarp.operate.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datawarp.platform.setting.AlertSettings;
import org.junit.jupiter.api.Test;

/** What each kind of target is sent, over a real connection, and what is said when it does not take it. */
class TargetsTest {

    private static final Instant NOW = Instant.parse("2025-04-10T08:31:00Z");
    private static final Notice HELD = new Notice(
            Alert.RELEASE_HELD,
            List.of("ae-monthly", "2025-03"),
            Notice.State.FIRING,
            NOW.minusSeconds(60),
            null,
            "shrunk, ae_provider: found <3> & fewer, expected 6 – or more");
    private static final Notice OVER = new Notice(
            Alert.SERVICE_DOWN,
            List.of("kafka"),
            Notice.State.OVER,
            NOW.minus(Duration.ofHours(3)),
            NOW,
            "connection refused");
    private static final Message MESSAGE = new Message("datawarp-1", NOW, List.of(HELD, OVER));

    @Test
    void webhookIsPostedWhatTheDocumentationSays() throws Exception {
        try (HookServer hook = HookServer.start()) {
            assertThat(HttpTarget.webhook(hook.address()).send(MESSAGE)).isEqualTo("answered 204");

            assertThat(hook.posted()).containsExactly(new ObjectMapper().readTree("""
                    {"version": 1, "from": "datawarp-1", "at": "2025-04-10T08:31:00Z", "test": false, "alerts": [
                      {"alert": "release-held", "severity": "warning", "state": "firing",
                       "labels": {"publication": "ae-monthly", "release": "2025-03"},
                       "summary": "ae-monthly 2025-03 is held",
                       "found": "shrunk, ae_provider: found <3> & fewer, expected 6 – or more",
                       "since": "2025-04-10T08:30:00Z", "over_at": null,
                       "advice": "see what has changed, and take what is proposed: ./datawarp repair ae-monthly --release 2025-03",
                       "runbook": "https://github.com/datawarp/datawarp/blob/main/docs/runbooks.md#release-held"},
                      {"alert": "service-down", "severity": "critical", "state": "over", "labels": {"service": "kafka"},
                       "summary": "kafka does not answer", "found": "connection refused",
                       "since": "2025-04-10T05:31:00Z", "over_at": "2025-04-10T08:31:00Z",
                       "advice": "start it; everything continues by itself once it answers: ./datawarp doctor",
                       "runbook": "https://github.com/datawarp/datawarp/blob/main/docs/runbooks.md#service-down"}]}"""));
        }
    }

    @Test
    void slackIsPostedATextInWhichNobodyIsCalled() throws Exception {
        try (HookServer hook = HookServer.start()) {
            HttpTarget.slack(hook.address()).send(MESSAGE);

            JsonNode posted = hook.posted().get(0);
            assertThat(posted.path("text").asText()).isEqualTo("""
                    *DataWarp on datawarp-1: ae-monthly 2025-03 is held, and 1 more*
                    warning: ae-monthly 2025-03 is held (since 2025-04-10 08:30 UTC)
                      found: shrunk, ae_provider: found &lt;3&gt; &amp; fewer, expected 6 – or more
                      do: see what has changed, and take what is proposed: ./datawarp repair ae-monthly --release 2025-03
                      more: https://github.com/datawarp/datawarp/blob/main/docs/runbooks.md#release-held

                    over: kafka does not answer (from 2025-04-10 05:31 UTC on, for 3 hours)
                      found: connection refused
                    """);
        }
    }

    private static AlertSettings.Mail mail(int port, AlertSettings.Security security, String password) {
        return new AlertSettings.Mail(
                "127.0.0.1",
                port,
                security,
                MailServer.USER,
                password,
                "datawarp@example.org",
                List.of("one@example.org", "two@example.org"));
    }

    @Test
    void mailGoesToEveryRecipientInUtf8() throws Exception {
        try (MailServer server = MailServer.start()) {
            new MailTarget(mail(server.port(), AlertSettings.Security.NONE, MailServer.PASSWORD)).send(MESSAGE);

            assertThat(server.recipients()).containsExactly("RCPT TO:<one@example.org>", "RCPT TO:<two@example.org>");
            assertThat(server.mails())
                    .singleElement()
                    .satisfies(text -> assertThat(text)
                            .contains(
                                    "From: datawarp@example.org",
                                    "To: one@example.org, two@example.org",
                                    "Subject: DataWarp on datawarp-1: ae-monthly 2025-03 is held, and 1 more",
                                    "Auto-Submitted: auto-generated",
                                    "Content-Type: text/plain; charset=UTF-8"));
        }
    }

    @Test
    void mailIsNotSentUnencryptedUnlessThatIsSet() throws Exception {
        try (MailServer server = MailServer.start()) {
            MailTarget target =
                    new MailTarget(mail(server.port(), AlertSettings.Security.STARTTLS, MailServer.PASSWORD));

            assertThatThrownBy(() -> target.send(MESSAGE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:%d did not take the mail".formatted(server.port()))
                    .hasMessageContaining("STARTTLS");
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void mailThatIsRefusedSaysWhyWithoutThePassword() throws Exception {
        try (MailServer server = MailServer.start()) {
            MailTarget target = new MailTarget(mail(server.port(), AlertSettings.Security.NONE, "wrong-one"));

            assertThatThrownBy(() -> target.send(MESSAGE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("535 unknown login")
                    .hasMessageNotContaining("wrong-one");
        }
    }

    @Test
    void hookThatRefusesSaysSoWithoutItsAddress() throws Exception {
        try (HookServer hook = HookServer.start()) {
            hook.answer(404);

            assertThatThrownBy(() -> HttpTarget.webhook(hook.address()).send(MESSAGE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("answered 404, expected 200 to 299")
                    .hasMessageNotContaining(HookServer.SECRET);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void trialSaysHowEachTargetAnswered() throws Exception {
        try (HookServer hook = HookServer.start()) {
            AlertSettings settings = new AlertSettings(
                    new AlertSettings.Telling(Duration.ofDays(1), "here"),
                    Optional.of(hook.address()),
                    Optional.of(URI.create("http://127.0.0.1:%d/hooks/%s".formatted(closedPort(), HookServer.SECRET))),
                    Optional.of(mail(closedPort(), AlertSettings.Security.NONE, "p")));

            List<TargetTrial.Result> results = TargetTrial.of(settings);

            assertThat(results)
                    .extracting(TargetTrial.Result::target, TargetTrial.Result::isTaken)
                    .containsExactly(tuple("webhook", true), tuple("slack", false), tuple("email", false));
            assertThat(results.toString()).doesNotContain(HookServer.SECRET);
            assertThat(hook.posted().get(0).path("test").asBoolean()).isTrue();
        }
    }
}
