package org.datawarp.operate.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;

/** A channel of Slack, or of Mattermost, Rocket.Chat, Discord ({@code /slack}) and others that take what Slack takes. */
final class SlackTarget implements AlertTarget {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpPost post;

    SlackTarget(URI address) {
        this.post = new HttpPost(address);
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public String where() {
        return post.where();
    }

    @Override
    public String send(Message message) throws IOException, InterruptedException {
        ObjectNode node = JSON.createObjectNode();
        node.put("text", escaped("*%s*\n%s".formatted(message.subject(), message.text())));
        return post.send(node.toString());
    }

    /** The three characters by which Slack's texts call people and link. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
