package org.datawarp.operate.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Any program that takes JSON by POST; {@code docs/alerts.md} describes its shape. */
final class WebhookTarget implements AlertTarget {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Grows when something that is there changes its meaning. */
    private static final int VERSION = 1;

    private final HttpPost post;

    WebhookTarget(URI address) {
        this.post = new HttpPost(address);
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String where() {
        return post.where();
    }

    @Override
    public String send(Message message) throws IOException, InterruptedException {
        return post.send(json(message));
    }

    static String json(Message message) {
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
