package org.datawarp.producers.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one loop that tries again, and only what {@link FailureKind#isWorthRetrying} says. Safe for several threads. */
final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    private final FetchSettings settings;
    private final Pause pause;

    Retry(FetchSettings settings, Pause pause) {
        this.settings = settings;
        this.pause = pause;
    }

    /** @throws FetchException what the last attempt threw */
    <T> T call(Attempt<T> attempt) throws IOException {
        Duration next = settings.firstPause();
        for (int made = 1; ; made++) {
            try {
                return attempt.make();
            } catch (FetchException e) {
                Duration wait = e.retryAfter().compareTo(next) > 0 ? e.retryAfter() : next;
                boolean pointless = !e.kind().isWorthRetrying()
                        || made >= settings.attempts()
                        || wait.compareTo(settings.longestPause()) > 0;
                if (pointless) {
                    throw e;
                }
                LOG.atInfo().addKeyValue("reason", e.reason()).log("Fetching again after a pause");
                rest(wait);
                Duration doubled = next.multipliedBy(2);
                next = doubled.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : doubled;
            }
        }
    }

    private void rest(Duration wait) throws InterruptedIOException {
        try {
            pause.last(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted between two attempts");
        }
    }

    /** One attempt at something. */
    @FunctionalInterface
    interface Attempt<T> {

        T make() throws IOException;
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {

        int JITTER_PART = 4;

        /** A little longer by chance, so that those who failed together do not come back together. */
        Pause SLEEP = length -> Thread.sleep(
                length.toMillis() + ThreadLocalRandom.current().nextLong(length.toMillis() / JITTER_PART + 1));

        void last(Duration length) throws InterruptedException;
    }
}
