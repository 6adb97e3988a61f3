package org.datawarp.app.outside;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A relay between clients and a server on this machine that does to their connections what networks do.
 *
 * <p>Any thread may switch it. Closed by the code that opened it.
 */
public final class Relay implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;

    /** What it does. */
    private enum State {
        PASSING,
        SLOW,
        CUT,
        SWALLOWING
    }

    private final ServerSocket listening;
    private final int target;
    private final Random random;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile State state = State.PASSING;

    /**
     * Passes on everything, at first.
     *
     * @param target the server's port
     * @param seed of what is left to chance
     */
    public Relay(int target, long seed) throws IOException {
        this.listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        this.target = target;
        this.random = new Random(seed);
        daemon(this::accept);
    }

    /** What clients connect to. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Ends all connections, and each new one, until it is repaired. */
    public void cut() {
        state = State.CUT;
        links.forEach(Link::reset);
    }

    /**
     * Swallows what either side sends, without an error. Existing connections and those made during the fault stay
     * dead: a network that comes back has forgotten them.
     */
    public void swallow() {
        state = State.SWALLOWING;
        links.forEach(Link::swallow);
    }

    /** Each piece comes up to 100 ms late, and each fifth one is lost and sent again half a second later. */
    public void slow() {
        state = State.SLOW;
    }

    public void mend() {
        state = State.PASSING;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Link link = new Link(listening.accept());
                links.add(link);
                switch (state) {
                    case CUT -> link.reset();
                    case SWALLOWING -> link.swallow();
                    case PASSING, SLOW -> {}
                }
                link.open();
            } catch (IOException closedOrRefused) {
                // The client sees what its end of the connection shows.
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection, in both directions. */
    private final class Link {

        private final Socket client;
        private final Socket server = new Socket();
        private volatile boolean swallowing;

        Link(Socket client) {
            this.client = client;
        }

        void open() throws IOException {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            daemon(() -> pass(client, server));
            daemon(() -> pass(server, client));
        }

        void swallow() {
            swallowing = true;
        }

        void reset() {
            for (Socket socket : new Socket[] {client, server}) {
                try {
                    socket.setSoLinger(true, 0);
                } catch (IOException alreadyClosed) {
                    // As it should be.
                }
            }
            end();
        }

        private void pass(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER_BYTES];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    dawdle();
                    if (!swallowing) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException ended) {
                // Reported to the other side below.
            }
            if (!swallowing) {
                end();
            }
        }

        private void end() {
            links.remove(this);
            for (Socket socket : new Socket[] {client, server}) {
                try {
                    socket.close();
                } catch (IOException alreadyClosed) {
                    // As it should be.
                }
            }
        }
    }

    private void dawdle() {
        if (state == State.SLOW) {
            int millis;
            synchronized (random) {
                millis = random.nextInt(5) == 0 ? 500 : random.nextInt(100);
            }
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        links.forEach(Link::reset);
    }
}
