package org.datawarp.producers.fetch;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Lets one request at a time go to each host, whichever thread sends it. */
final class HostTurns {

    private final Map<String, Semaphore> hosts = new ConcurrentHashMap<>();

    /** The turn of an address's host: to be acquired before a request and released after it. */
    Semaphore of(URI address) {
        return hosts.computeIfAbsent(AllowedAddresses.hostAndPort(address), name -> new Semaphore(1, true));
    }
}
