package org.datawarp.streams.database;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Controls work that one thread repeats until another thread closes it: when to stop, whether it has stopped, and the
 * pauses after failures.
 */
public final class EndlessWork {

    /** Shorter than the time that service managers wait for a process to stop. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

    private final Duration firstPause;
    private final Duration longestPause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean started = new AtomicBoolean();
    private Duration pause;

    /** @param firstPause after a failure; doubled with each further one up to the longest */
    public EndlessWork(Duration firstPause, Duration longestPause) {
        this.firstPause = firstPause;
        this.longestPause = longestPause;
        this.pause = firstPause;
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
        if (System.nanoTime() - triedSinceNanos > longestPause.toNanos()) {
            pause = firstPause;
        }
        rest(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }

    /** Waits until the time is up or this is closed. */
    private void rest(Duration length) {
        try {
            // The loop around this checks whether it was closed.
            var unused = closing.await(length.toMillis(), TimeUnit.MILLISECONDS);
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
