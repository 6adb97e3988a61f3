package org.datawarp.producers.fetch;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hosts that ask to wait, and until when: requests to them fail at once, without asking the host. Safe for several
 * threads.
 */
final class HostPauses {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** The longest wait that a host may ask for. */
    private static final Duration MOST_ASKED_FOR = Duration.ofDays(1);

    private final InstantSource clock;
    private final Map<String, Pause> hosts = new ConcurrentHashMap<>();

    HostPauses(InstantSource clock) {
        this.clock = clock;
    }

    private record Pause(Instant until, Duration next) {}

    /** @throws FetchException of kind {@link FailureKind#BUSY} while the host of an address asks to wait */
    void check(URI address) throws FetchException {
        Pause pause = hosts.get(AllowedAddresses.hostAndPort(address));
        Instant now = clock.instant();
        if (pause != null && pause.until().isAfter(now)) {
            throw FetchException.busy(
                    address, "its site asks to wait until " + pause.until(), Duration.between(now, pause.until()));
        }
    }

    /**
     * A host asked to wait.
     *
     * @param asked for how long; zero when it does not say: then the wait grows each time, until it answers again
     */
    void busy(URI address, Duration asked) {
        hosts.compute(AllowedAddresses.hostAndPort(address), (host, before) -> {
            Duration own = before == null ? FIRST : before.next();
            Duration wait = asked.compareTo(own) > 0 ? asked : own;
            Duration doubled = own.multipliedBy(2);
            return new Pause(
                    clock.instant().plus(wait.compareTo(MOST_ASKED_FOR) < 0 ? wait : MOST_ASKED_FOR),
                    doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
        });
    }

    /** A host answered. */
    void answered(URI address) {
        hosts.remove(AllowedAddresses.hostAndPort(address));
    }
}
