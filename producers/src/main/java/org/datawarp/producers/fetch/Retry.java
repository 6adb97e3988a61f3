package org.datawarp.producers.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only retry loop; it retries only what {@link FailureKind#isWorthRetrying} allows. Safe for several threads. */
final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    private final FetchSettings settings;
    private final Pause pause;

    Retry(FetchSettings settings, Pause pause) {
        this.settings = settings;
        this.pause = pause;
    }

    /** @throws FetchException from the last attempt */
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

        /** A random time longer, so that requests that failed together do not return together. */
        Pause SLEEP = length -> Thread.sleep(
                length.toMillis() + ThreadLocalRandom.current().nextLong(length.toMillis() / JITTER_PART + 1));

        void last(Duration length) throws InterruptedException;
    }
}
