package org.datawarp.platform.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts a server that ended unasked, such as one killed for lack of memory. Its clients lose their connections and
 * find it again on the same port.
 *
 * <p>Works in a thread of its own until the code that started it closes it.
 */
final class ServerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** A server that does not start, perhaps for lack of room, is not retried more often. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final PostgresServer server;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "postgres-watch");

    private ServerWatch(PostgresServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** @param server a running server */
    static ServerWatch start(PostgresServer server, int port) {
        ServerWatch watch = new ServerWatch(server, port);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            Duration pause = BETWEEN_LOOKS;
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = look() ? BETWEEN_LOOKS : AFTER_FAILURE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether the server runs */
    private boolean look() {
        try {
            if (!server.isRunning()) {
                LOG.atWarn().addKeyValue("port", port).log("PostgreSQL has ended; starting it again");
                server.clearLeftover();
                server.start(port);
            }
            return true;
        } catch (IOException | EmbeddedStartException e) {
            LOG.atError().setCause(e).log("PostgreSQL has ended and does not start; trying again");
            return false;
        }
    }

    /** Waits for a start in progress. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
