package org.datawarp.producers.fetch;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.retry.FailureKind;

/**
 * Hosts that ask to wait, and until when: requests to them fail at once, without asking the host. Safe for several
 * threads.
 */
final class HostPauses {

    private static final Backoff BACKOFF = Backoff.endless(Duration.ofMinutes(1), Duration.ofHours(1));

    /** The longest wait that a host may ask for. */
    private static final Duration MOST_ASKED_FOR = Duration.ofDays(1);

    private final InstantSource clock;
    private final Map<String, Pause> hosts = new ConcurrentHashMap<>();

    HostPauses(InstantSource clock) {
        this.clock = clock;
    }

    private record Pause(Instant until, int failures) {}

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
            int failures = before == null ? 1 : before.failures() + 1;
            Duration wait = Collections.max(List.of(asked, BACKOFF.pauseAfter(failures)));
            return new Pause(clock.instant().plus(Collections.min(List.of(wait, MOST_ASKED_FOR))), failures);
        });
    }

    /** A host answered. */
    void answered(URI address) {
        hosts.remove(AllowedAddresses.hostAndPort(address));
    }
}
