package org.datawarp.producers.fetch;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Lets one request at a time go to each host, from any thread. */
final class HostTurns {

    private final Map<String, Semaphore> hosts = new ConcurrentHashMap<>();

    /** The turn of an address's host: acquire it before a request and release it after. */
    Semaphore of(URI address) {
        return hosts.computeIfAbsent(AllowedAddresses.hostAndPort(address), name -> new Semaphore(1, true));
    }
}
