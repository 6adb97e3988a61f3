package org.datawarp.streams.topology;

import java.time.Duration;

/**
 * Decides how often a failed thread is replaced. After many failures in a row, the next thread will fail too; a quiet
 * time resets the count. Safe for several threads.
 */
final class ThreadFailures {

    private static final int MOST_IN_A_ROW = 8;
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private int inARow;
    private long lastNanos = System.nanoTime();

    /** Counts a failure. Another thread does not fix an error of the machine, such as a lack of memory. */
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
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(inARow - 1, MOST_IN_A_ROW));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
