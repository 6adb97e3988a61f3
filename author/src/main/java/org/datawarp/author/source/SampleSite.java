package org.datawarp.author.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves {@code manifests/<publication>/sample/} as {@code http://127.0.0.1:<port>/<publication>/}: the bundled samples
 * are fetched the way a publisher's files are, with pages, links and conditional requests.
 *
 * <p>The code that starts it owns and closes it. Answers on this machine only.
 */
public final class SampleSite implements AutoCloseable {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "csv", "text/csv",
            "xls", "application/vnd.ms-excel",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "zip", "application/zip",
            "gz", "application/gzip");

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int THREADS = 2;

    private final Path manifests;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "sample-site");
        thread.setDaemon(true);
        return thread;
    });

    private SampleSite(Path manifests, HttpServer server) {
        this.manifests = manifests.toAbsolutePath().normalize();
        this.server = server;
    }

    /**
     * @param manifests the folder with one folder a publication
     * @param port on which it listens; 0 for any that is free
     */
    public static SampleSite start(Path manifests, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        SampleSite site = new SampleSite(manifests, server);
        server.createContext("/", site::answer);
        server.setExecutor(site.threads);
        server.start();
        return site;
    }

    /** Below it, each publication has its page. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Path> file = file(exchange.getRequestURI());
            if (file.isEmpty()) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            Path found = file.get();
            String tag = "\"%x-%x\""
                    .formatted(
                            Files.size(found), Files.getLastModifiedTime(found).toMillis());
            exchange.getResponseHeaders().set("ETag", tag);
            exchange.getResponseHeaders().set("Content-Type", type(found));
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(NOT_MODIFIED, -1);
                return;
            }
            exchange.sendResponseHeaders(OK, Files.size(found));
            try (OutputStream body = exchange.getResponseBody()) {
                Files.copy(found, body);
            }
        }
    }

    /** {@code /<publication>/} is its page, {@code /<publication>/<path>} a file of its sample; nothing else is served. */
    private Optional<Path> file(URI request) {
        String[] steps = request.getPath().split("/", 3);
        if (steps.length < 3 || steps[1].isEmpty()) {
            return Optional.empty();
        }
        Path sample = manifests.resolve(steps[1]).resolve("sample").normalize();
        Path file = sample.resolve(steps[2].isEmpty() ? "index.html" : steps[2]).normalize();
        boolean inside = sample.startsWith(manifests) && file.startsWith(sample);
        return inside && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
