package org.datawarp.operate.alerts;

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

/** A program that is posted alerts. Safe for several threads; closed by the test that started it. */
public final class HookServer implements AutoCloseable {

    /** What nobody but the hook's owner may see. */
    public static final String SECRET = "T0P5ECRET";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<JsonNode> posted = new ArrayList<>();
    private int status = 204;

    private HookServer(HttpServer server) {
        this.server = server;
    }

    /** Starts it on a free port. */
    public static HookServer start() throws IOException {
        HookServer started =
                new HookServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        started.server.createContext("/", started::take);
        started.server.start();
        return started;
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            posted.add(JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** From now on. */
    public synchronized void answer(int newStatus) {
        status = newStatus;
    }

    /** Where it is posted to. */
    public URI address() {
        return URI.create(
                "http://127.0.0.1:%d/hooks/%s".formatted(server.getAddress().getPort(), SECRET));
    }

    /** All that was posted, in order. */
    public synchronized List<JsonNode> posted() {
        return List.copyOf(posted);
    }

    /** Each notice of all messages, as {@code firing release-held}, in order. */
    public synchronized List<String> heard() {
        List<String> heard = new ArrayList<>();
        for (JsonNode message : posted) {
            message.path("alerts")
                    .forEach(alert -> heard.add("%s %s"
                            .formatted(
                                    alert.path("state").asText(),
                                    alert.path("alert").asText())));
        }
        return heard;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
