package org.datawarp.platform.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports of the loopback interface that nothing listens on. Safe for use by any thread. */
final class FreePorts {

    /**
     * Below the ports that Linux, macOS and Windows give to outgoing connections, so that none of these takes the port
     * first.
     */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;
    private static final int ATTEMPTS = 200;

    /** Services start in parallel: a port found for one must not be found again before the first has bound it. */
    private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** A port that is free now and was not handed out before by this process. */
    static int find() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
            if (HANDED_OUT.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedStartException(
                "Cannot find a free port on 127.0.0.1: tried " + ATTEMPTS + " between " + FIRST + " and "
                        + (FIRST + COUNT) + ", found all taken; stop what listens there.",
                null);
    }

    /**
     * The wanted port itself, or a free one if it is 0.
     *
     * @param service who wants it, for the message
     * @throws EmbeddedStartException if the wanted port is taken
     */
    static int claim(int wanted, String service) {
        if (wanted == 0) {
            return find();
        }
        if (!isFree(wanted)) {
            throw new EmbeddedStartException(
                    "Cannot start " + service + " on 127.0.0.1:" + wanted + ": found the port taken, expected it free;"
                            + " stop what listens there, or choose another port.",
                    null);
        }
        return wanted;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
