package org.datawarp.ask.tap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.datawarp.platform.service.TopicReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a topic as server-sent events. Each message is an event whose id is a position, so a client that reconnects
 * continues there. It is read-only and needs no login: by default it listens to this machine only, and it refuses pages
 * of other sites. Closed by the code that started it.
 */
public final class StreamServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamServer.class);
    private static final long LOOK_SECONDS = 1;

    private final StreamedTopic topic;
    private final Map<Integer, Long> start;
    private final StreamSettings settings;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(named("stream"));
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(named("stream-watch"));
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private final Semaphore places;
    private volatile boolean open = true;

    private StreamServer(StreamedTopic topic, Map<Integer, Long> start, StreamSettings settings) throws IOException {
        this.topic = topic;
        this.start = Map.copyOf(start);
        this.settings = settings;
        this.places = new Semaphore(settings.mostClients());
        this.server = HttpServer.create(settings.address(), 0);
    }

    /**
     * Starts serving.
     *
     * @param start where clients without a position start
     * @throws IOException when the address cannot be listened on
     */
    public static StreamServer start(TopicStart start, TopicReader reader, StreamSettings settings) throws IOException {
        return start(new KafkaStreamedTopic(start.topic(), reader), start.offsets(), settings);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It runs until it is shut down.
    static StreamServer start(StreamedTopic topic, Map<Integer, Long> start, StreamSettings settings)
            throws IOException {
        StreamServer started = new StreamServer(topic, start, settings);
        started.server.setExecutor(started.threads);
        started.server.createContext("/", started::answer);
        started.watch.scheduleWithFixedDelay(started::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        started.server.start();
        return started;
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The address that it listens on. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void look() {
        clients.forEach(client -> client.endIfSlow(settings.longestWrite()));
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            Optional<String> refusal = refusal(exchange);
            if (refusal.isPresent()) {
                refuse(exchange, 403, refusal.get());
            } else if (!exchange.getRequestURI().getPath().equals("/")) {
                refuse(exchange, 404, "Ask for /.");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                refuse(exchange, 405, "Only GET.");
            } else {
                stream(exchange);
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A client of the stream went away");
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("A stream ended");
        } finally {
            // The watchdog may have interrupted this thread to end its client, and the thread serves others next.
            Thread.interrupted();
        }
    }

    /**
     * A page of another site must not read the stream on behalf of its visitor, under any name it has found for this
     * machine.
     */
    private Optional<String> refusal(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (host == null
                || !settings.hosts().contains(host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT))) {
            return Optional.of("Not answered under this Host; add --allow-host if it should be.");
        }
        if (origin != null && !settings.hosts().contains(hostOf(origin))) {
            return Optional.of("Not answered to pages of this Origin; add --allow-host if they should be.");
        }
        return Optional.empty();
    }

    private static String hostOf(String origin) {
        try {
            return String.valueOf(URI.create(origin).getHost());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        Optional<StreamPosition> position =
                id == null || id.isEmpty() ? Optional.of(new StreamPosition(start)) : StreamPosition.parse(id);
        if (position.isEmpty()) {
            refuse(exchange, 400, "Last-Event-ID: expected the id of an event of this stream, such as 0:1204,1:37.");
        } else if (!places.tryAcquire()) {
            exchange.getResponseHeaders().set("Retry-After", "10");
            refuse(exchange, 503, "Too many clients; ask again in 10 seconds.");
        } else {
            try {
                serve(exchange, position.get());
            } finally {
                places.release();
            }
        }
    }

    private void serve(HttpExchange exchange, StreamPosition position) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        // nginx would otherwise buffer events before it passes them on.
        exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
            exchange.getResponseHeaders().set("Vary", "Origin");
        }
        exchange.sendResponseHeaders(200, 0);
        StreamClient client = new StreamClient(topic, exchange.getResponseBody(), settings.heartbeat());
        clients.add(client);
        try {
            client.serve(position.next(), () -> open);
        } finally {
            clients.remove(client);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        byte[] body = (why + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Streams finish the event that they are sending, then end. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        server.stop(1);
        watch.shutdownNow();
        threads.shutdownNow();
    }
}
