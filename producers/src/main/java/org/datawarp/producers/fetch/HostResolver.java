package org.datawarp.producers.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host's name into its addresses. */
@FunctionalInterface
public interface HostResolver {

    /**
     * The Java machine's resolver. It keeps each answer for 30 seconds, so that the checked address is the one that is
     * connected to.
     */
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** @return at least one */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
