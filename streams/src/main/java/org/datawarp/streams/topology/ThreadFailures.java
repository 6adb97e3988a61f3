package org.datawarp.streams.topology;

import java.time.Duration;
import org.datawarp.schemas.retry.Backoff;

/**
 * Decides how often a failed thread is replaced. After many failures in a row, the next thread will fail too; a quiet
 * time resets the count. Safe for several threads.
 */
final class ThreadFailures {

    private static final int MOST_IN_A_ROW = 8;
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(5);
    private static final Backoff BACKOFF = Backoff.endless(Duration.ofMillis(200), Duration.ofSeconds(20));

    private int inARow;
    private long lastNanos = System.nanoTime();

    /** Counts a failure. An error of the machine, such as no memory left, is not cured by another thread. */
    synchronized boolean isWorthAnotherTry(Throwable failure) {
        long now = System.nanoTime();
        if (now - lastNanos > FORGIVEN_AFTER.toNanos()) {
            inARow = 0;
        }
        lastNanos = now;
        inARow++;
        return !(failure instanceof Error) && inARow <= MOST_IN_A_ROW;
    }

    /** Waits, longer after each failure. @return false when interrupted */
    boolean pause() {
        try {
            Thread.sleep(nextPause().toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Duration nextPause() {
        return BACKOFF.pauseAfter(inARow);
    }
}
