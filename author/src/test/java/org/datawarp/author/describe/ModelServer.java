package org.datawarp.author.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A fake of a model's server. It gives the prepared answers in order, and then repeats the last one. */
final class ModelServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Reply> replies = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** A request that it received. */
    record Asked(String path, String authorization, String geminiKey, JsonNode body) {}

    /** Writes one answer. */
    @FunctionalInterface
    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    ModelServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized ModelServer then(Reply reply) {
        replies.add(reply);
        return this;
    }

    ModelServer thenStatus(int status) {
        return then(exchange -> exchange.sendResponseHeaders(status, -1));
    }

    ModelServer thenBody(String body) {
        return then(exchange -> send(exchange, body));
    }

    /** The text as a chat completion. */
    ModelServer thenSay(String text) {
        return thenBody(JSON.createObjectNode()
                .set(
                        "choices",
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode()
                                        .set("message", JSON.createObjectNode().put("content", text))))
                .toString());
    }

    /** The text as Gemini gives it. */
    ModelServer thenSayAsGemini(String text) {
        return thenBody("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":%s}]}}]}"
                .formatted(JSON.getNodeFactory().textNode(text)));
    }

    /** Starts an answer that never ends. */
    ModelServer thenDribble() {
        return then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write('{');
            out.flush();
            await();
        });
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            next(exchange).to(exchange);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Reply next(HttpExchange exchange) throws IOException {
        asked.add(new Asked(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("x-goog-api-key")),
                JSON.readTree(exchange.getRequestBody())));
        Reply next = replies.size() > 1 ? replies.remove() : replies.peek();
        if (next == null) {
            throw new IOException("There is no prepared answer");
        }
        return next;
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
