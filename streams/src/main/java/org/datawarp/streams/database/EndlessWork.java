package org.datawarp.streams.database;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.InterruptException;

/** Work that one thread does until another one closes it: when it is to end, when it has, and its rests in between. */
public final class EndlessWork {

    /** Below the patience of whoever stops the process. */
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
     * Rests after a failure, as long as nobody closes this.
     *
     * @param triedSinceNanos when what failed was begun; if that went well for long, the next pause is a first one again
     */
    public void restAfter(long triedSinceNanos) {
        if (System.nanoTime() - triedSinceNanos > longestPause.toNanos()) {
            pause = firstPause;
        }
        rest(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }

    /** Waits, as long as nobody closes this. */
    private void rest(Duration length) {
        try {
            // Whether it was closed meanwhile, the loop around this asks.
            var unused = closing.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    /**
     * Has it end, and waits for that, but not for long.
     *
     * @param wakeUp ends a wait of the work itself
     * @return whether it has ended, or never begun
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
