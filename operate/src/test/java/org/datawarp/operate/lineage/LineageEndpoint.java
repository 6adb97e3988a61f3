package org.datawarp.operate.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.platform.setting.LineageSettings;

/** What takes lineage, over HTTP. Safe for several threads; closed by the test that started it. */
public final class LineageEndpoint implements AutoCloseable {

    /** Without it, nothing is taken. */
    public static final String KEY = "L1NEAGE5ECRET";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CREATED = 201;
    private static final int UNAUTHORIZED = 401;

    private final HttpServer server;
    private final List<JsonNode> taken = new ArrayList<>();
    private int failure;
    private int failures;
    private int refused;

    private LineageEndpoint(HttpServer server) {
        this.server = server;
    }

    /** Starts it on a free port. */
    public static LineageEndpoint start() throws IOException {
        LineageEndpoint started =
                new LineageEndpoint(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        started.server.createContext("/api/v1/lineage", started::take);
        started.server.start();
        return started;
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = JSON.readTree(exchange.getRequestBody());
            boolean known =
                    ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            int status = known ? CREATED : UNAUTHORIZED;
            if (failures > 0) {
                failures--;
                refused++;
                status = failure;
            } else if (known) {
                taken.add(event);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** Has it answer some requests with a status that is not theirs. */
    public synchronized void fail(int status, int requests) {
        failure = status;
        failures = requests;
    }

    /** Requests that were answered so. */
    public synchronized int refused() {
        return refused;
    }

    /** The settings to send to it. */
    public LineageSettings settings() {
        URI address = URI.create("http://127.0.0.1:%d/api/v1/lineage"
                .formatted(server.getAddress().getPort()));
        return new LineageSettings(address, KEY, "here");
    }

    /** All that was taken, in order. */
    public synchronized List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    /** The same, as {@code visits 2025-03 START}. */
    public List<String> heard() {
        return taken().stream()
                .map(event -> "%s %s %s"
                        .formatted(
                                event.at("/job/name").asText(),
                                tag(event, "release"),
                                event.path("eventType").asText()))
                .toList();
    }

    /** A tag of an event's run. */
    public static String tag(JsonNode event, String key) {
        for (JsonNode tag : event.at("/run/facets/tags/tags")) {
            if (tag.path("key").asText().equals(key)) {
                return tag.path("value").asText();
            }
        }
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
