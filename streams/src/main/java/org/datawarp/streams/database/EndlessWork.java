package org.datawarp.streams.database;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.InterruptException;
import org.datawarp.schemas.retry.Backoff;

/**
 * Controls work that one thread repeats until another thread closes it: when to stop, whether it has stopped, and the
 * pauses after failures.
 */
public final class EndlessWork {

    /** Shorter than the time that service managers wait for a process to stop. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

    private final Backoff backoff;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean started = new AtomicBoolean();
    private int failures;

    /** @param backoff how long the work rests after failures */
    public EndlessWork(Backoff backoff) {
        this.backoff = backoff;
    }

    public void begin() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("This runs once: make another");
        }
    }

    public void end() {
        ended.countDown();
    }

    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    /**
     * Pauses after a failure, until this is closed.
     *
     * @param triedSinceNanos when the failed attempt started; if it worked for long, the next pause is the first again
     */
    public void restAfter(long triedSinceNanos) {
        boolean wentWell =
                System.nanoTime() - triedSinceNanos > backoff.longestPause().toNanos();
        failures = wentWell ? 1 : failures + 1;
        try {
            // The loop around this asks whether it was closed in the meantime.
            var unused = closing.await(backoff.pauseAfter(failures).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    /**
     * Asks the work to end, and waits for that for a limited time.
     *
     * @param wakeUp ends a wait of the work itself
     * @return whether it has ended, or never started
     */
    public boolean close(Runnable wakeUp) {
        closing.countDown();
        wakeUp.run();
        try {
            return !started.get() || ended.await(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
