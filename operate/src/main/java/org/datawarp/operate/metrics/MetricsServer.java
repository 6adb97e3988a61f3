package org.datawarp.operate.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.datawarp.operate.vitals.Machine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics}, {@code /health/live} and {@code /health/ready} over HTTP: nothing to write, nothing secret.
 * Closed by its owner.
 */
public final class MetricsServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** Prometheus asks every 15 seconds or more. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** A slow client must not delay others. */
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Metrics metrics;
    private final Health health;
    private final Map<String, Source> sources = new ConcurrentHashMap<>();
    private long updatedNanos = System.nanoTime() - FRESH.toNanos();

    private MetricsServer(HttpServer server, ExecutorService threads, Metrics metrics, Health health) {
        this.server = server;
        this.threads = threads;
        this.metrics = metrics;
        this.health = health;
    }

    /** @throws IOException when the address cannot be listened on */
    public static MetricsServer start(InetSocketAddress address, Metrics metrics, Health health) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "metrics");
            thread.setDaemon(true);
            return thread;
        });
        MetricsServer started = new MetricsServer(server, threads, metrics, health);
        server.setExecutor(threads);
        server.createContext("/", started::answer);
        server.start();
        return started;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** @param of names the source where it fails */
    public void add(String of, Source source) {
        sources.put(of, source);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            boolean isRead = exchange.getRequestMethod().equals("GET")
                    || exchange.getRequestMethod().equals("HEAD");
            if (!isRead) {
                send(exchange, 405, "text/plain; charset=utf-8", "Only GET.\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> send(exchange, 200, TEXT, metrics());
                case "/health/live" -> sendLife(exchange);
                case "/health/ready" -> sendReadiness(exchange);
                default ->
                    send(exchange, 404, "text/plain; charset=utf-8", "Ask /metrics, /health/live or /health/ready.\n");
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A client that asked for metrics went away");
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("A question for metrics was not answered");
        }
    }

    private void sendLife(HttpExchange exchange) throws IOException {
        String death = health.death();
        ObjectNode life = JSON.createObjectNode();
        life.put("live", death.isEmpty());
        if (!death.isEmpty()) {
            life.put("problem", death);
        }
        send(exchange, death.isEmpty() ? 200 : 503, "application/json", life + "\n");
    }

    private void sendReadiness(HttpExchange exchange) throws IOException {
        List<Health.Check> checks = health.checks();
        boolean ready = health.death().isEmpty() && checks.stream().allMatch(Health.Check::isPassed);
        ObjectNode readiness = JSON.createObjectNode();
        readiness.put("ready", ready);
        ArrayNode all = readiness.putArray("checks");
        for (Health.Check check : checks) {
            ObjectNode one = all.addObject();
            one.put("check", check.name());
            one.put("passed", check.isPassed());
            if (!check.isPassed()) {
                one.put("problem", check.problem());
            }
        }
        send(exchange, ready ? 200 : 503, "application/json", readiness + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private String metrics() {
        update();
        return metrics.text();
    }

    private synchronized void update() {
        if (System.nanoTime() - updatedNanos < FRESH.toNanos()) {
            return;
        }
        Measurements measured = new Measurements()
                .put(Metric.PROCESS_HEAP_USED_BYTES, Machine.heapBytes())
                .put(Metric.PROCESS_THREADS, Machine.threads())
                .put(
                        Metric.PROCESS_READY,
                        health.checks().stream()
                                .map(check -> Measurement.of(check.isPassed() ? 1 : 0, check.name()))
                                .toList());
        sources.forEach((of, source) -> {
            try {
                source.measure(measured);
            } catch (Exception e) {
                LOG.atDebug().addKeyValue("of", of).setCause(e).log("Some figures could not be read");
                metrics.add(Metric.PROCESS_FIGURES_FAILED_TOTAL, 1, of);
            }
        });
        metrics.show(measured);
        updatedNanos = System.nanoTime();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
