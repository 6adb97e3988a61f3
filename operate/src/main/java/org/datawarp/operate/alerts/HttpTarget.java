package org.datawarp.operate.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import org.datawarp.platform.http.ForeignServer;
import org.jspecify.annotations.Nullable;

/** A program that takes JSON by POST. Only the host of its address is ever shown: the rest lets anyone post. */
final class HttpTarget implements AlertTarget {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** Of the JSON for a webhook; grows when something that is there changes its meaning. */
    private static final int VERSION = 1;

    private final HttpClient client = ForeignServer.client(CONNECT);
    private final String name;
    private final URI address;
    private final Function<Message, String> json;

    private HttpTarget(String name, URI address, Function<Message, String> json) {
        this.name = name;
        this.address = address;
        this.json = json;
    }

    /** Any program; {@code docs/alerts.md} describes what it is sent. */
    static HttpTarget webhook(URI address) {
        return new HttpTarget("webhook", address, HttpTarget::json);
    }

    /** A channel of Slack, or of Mattermost, Rocket.Chat, Discord ({@code /slack}) and others that take what Slack takes. */
    static HttpTarget slack(URI address) {
        return new HttpTarget("slack", address, HttpTarget::slackJson);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String send(Message message) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(json.apply(message), StandardCharsets.UTF_8))
                .build();
        int status;
        try {
            status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            // Without the cause: it may name the whole address.
            throw new IOException("%s did not answer: %s".formatted(where(), why.replace(address.toString(), "...")));
        }
        if (!ForeignServer.isDone(status)) {
            throw new IOException(
                    "%s answered %d, expected 200 to 299; see that its URL is still good".formatted(where(), status));
        }
        return "answered " + status;
    }

    /** Scheme and host. */
    @Override
    public String where() {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return "%s://%s%s".formatted(address.getScheme(), address.getHost(), port);
    }

    /** With the three characters escaped by which Slack's texts call people and link. */
    private static String slackJson(Message message) {
        String text = "*%s*\n%s".formatted(message.subject(), message.text());
        return JSON.createObjectNode()
                .put("text", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .toString();
    }

    private static String json(Message message) {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", VERSION);
        node.put("from", message.from());
        node.put("at", second(message.at()));
        node.put("test", message.isTest());
        var alerts = node.putArray("alerts");
        for (Notice notice : message.notices()) {
            ObjectNode one = alerts.addObject();
            one.put("alert", notice.alert().id());
            one.put("severity", notice.alert().severity().toString());
            one.put("state", notice.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            ObjectNode labels = one.putObject("labels");
            notice.labels().forEach(labels::put);
            one.put("summary", notice.summary());
            one.put("found", notice.words());
            one.put("since", second(notice.since()));
            one.put("over_at", second(notice.overAt()));
            one.put("advice", notice.advice());
            one.put("runbook", notice.alert().runbook());
        }
        return node.toString();
    }

    private static @Nullable String second(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
