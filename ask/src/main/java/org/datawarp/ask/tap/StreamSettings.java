package org.datawarp.ask.tap;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * How a topic is streamed over HTTP.
 *
 * @param address that it listens on
 * @param hosts names under which it may be asked, beside this machine's own and the address
 * @param heartbeat how often something is said while nothing comes
 * @param longestWrite how long a client may take for what it was sent
 * @param mostClients at once
 */
public record StreamSettings(
        InetSocketAddress address, Set<String> hosts, Duration heartbeat, Duration longestWrite, int mostClients) {

    /** Proxies give up after a minute, or half. */
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

    /** With what nobody needs to change. */
    public static StreamSettings of(InetSocketAddress address, Set<String> hosts) {
        return new StreamSettings(address, hosts, HEARTBEAT, LONGEST_WRITE, MOST_CLIENTS);
    }
}
