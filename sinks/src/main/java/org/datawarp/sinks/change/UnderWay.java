package org.datawarp.sinks.change;

import java.time.Duration;

/**
 * Counts the records that a worker of Kafka Connect received and has not acknowledged. Safe for use by several threads.
 */
final class UnderWay {

    private long records;

    synchronized void add(int handed) {
        records += handed;
    }

    synchronized void acknowledge() {
        records--;
        if (records == 0) {
            notifyAll();
        }
    }

    /** @return whether there is none */
    synchronized boolean awaitNone(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis(); records > 0 && left > 0; left = millisUntil(deadline)) {
            wait(left);
        }
        return records == 0;
    }

    private static long millisUntil(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }
}
