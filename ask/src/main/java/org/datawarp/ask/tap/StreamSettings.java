package org.datawarp.ask.tap;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * How a topic is streamed over HTTP.
 *
 * @param address the address to listen on
 * @param hosts host names that requests may use, beside this machine's own and the address
 * @param heartbeat how often to send a comment while there are no messages
 * @param longestWrite how long a client may take to receive what it was sent
 * @param mostClients the most clients at once
 */
public record StreamSettings(
        InetSocketAddress address, Set<String> hosts, Duration heartbeat, Duration longestWrite, int mostClients) {

    /** Proxies give up after a minute, or half a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);

    /** Each has a thread and a consumer, which take about 2 MB. */
    private static final int MOST_CLIENTS = 32;

    public StreamSettings {
        Set<String> all = new HashSet<>(hosts);
        all.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
        all.add(address.getHostString());
        hosts = Set.copyOf(all);
    }

    /** Settings with the defaults for everything that needs no change. */
    public static StreamSettings of(InetSocketAddress address, Set<String> hosts) {
        return new StreamSettings(address, hosts, HEARTBEAT, LONGEST_WRITE, MOST_CLIENTS);
    }
}
