package org.datawarp.sinks.object;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** As much of an S3 server as one object needs, with failures on request. */
final class FakeS3 implements AutoCloseable {

    /** What happens to a request that writes. */
    enum Trouble {
        /** It is done, but the connection breaks before the answer. */
        REPLY_LOST,
        /** It is not done: too many at once. */
        SLOW_DOWN,
        /** It is not done: more than one write a second to one key. */
        TOO_MANY,
        /** It is not done: it was signed at another time. */
        ANOTHER_TIME
    }

    private final HttpServer server;
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final List<Headers> written = new ArrayList<>();
    private int version;
    private String etags = "\"%d\"";

    FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void happens(Trouble trouble) {
        troubles.add(trouble);
    }

    /** @param format how it names versions, with {@code %d} for their number */
    synchronized void namesVersions(String format) {
        etags = format;
    }

    /** The headers of each request that wrote. */
    synchronized List<Headers> written() {
        return List.copyOf(written);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestMethod()) {
            case "PUT" -> put(exchange, path, body);
            case "GET", "HEAD" -> get(exchange, path);
            default -> reply(exchange, 405, new byte[0]);
        }
    }

    private void put(HttpExchange exchange, String path, byte[] body) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        written.add(headers);
        Trouble trouble = troubles.poll();
        if (trouble == Trouble.SLOW_DOWN || trouble == Trouble.TOO_MANY) {
            reply(exchange, trouble == Trouble.SLOW_DOWN ? 503 : 429, new byte[0]);
            return;
        }
        if (trouble == Trouble.ANOTHER_TIME) {
            reply(exchange, 403, error("RequestTimeTooSkewed"));
            return;
        }
        String match = headers.getFirst("If-Match");
        boolean refused = (headers.containsKey("If-None-Match") && objects.containsKey(path))
                || (match != null && !match.equals(etag()));
        if (refused) {
            reply(exchange, 412, error("PreconditionFailed"));
            return;
        }
        objects.put(path, body);
        version++;
        if (trouble == Trouble.REPLY_LOST) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("ETag", etag());
        reply(exchange, 200, new byte[0]);
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        if (!objects.containsKey(path)) {
            reply(exchange, 404, error("NoSuchKey"));
            return;
        }
        exchange.getResponseHeaders().set("ETag", etag());
        exchange.getResponseHeaders().set("Last-Modified", "Thu, 15 Jan 2026 10:00:00 GMT");
        reply(exchange, 200, Objects.requireNonNull(objects.get(path)));
    }

    private String etag() {
        return etags.formatted(version);
    }

    private static byte[] error(String code) {
        return "<Error><Code>%s</Code></Error>".formatted(code).getBytes(StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, isHead || body.length == 0 ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
