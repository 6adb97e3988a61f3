package org.datawarp.operate.replay;

import java.io.PrintWriter;
import java.time.Duration;

/** How long a command waits for what the database has to be published, and what it says when that took longer. */
final class PublishingDeadline {

    /** A sink that works has published within this, also when it has much to rewrite. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final long latestNanos = System.nanoTime() + PATIENCE.toNanos();

    private PublishingDeadline() {}

    /** What the database has just got is to be published from now on. */
    static PublishingDeadline begins() {
        return new PublishingDeadline();
    }

    boolean isLate() {
        return System.nanoTime() - latestNanos > 0;
    }

    /** @param done what the database has */
    static void tellLate(PrintWriter out, String done) {
        out.printf(
                "%n%s; what is published did not show it within %d minutes: look whether the DataWarp that publishes runs, then it follows by itself.%n",
                done, PATIENCE.toMinutes());
    }
}
