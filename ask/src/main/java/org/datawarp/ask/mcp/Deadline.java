package org.datawarp.ask.mcp;

import java.time.Duration;

/** The time at which a question without an answer is ended. */
final class Deadline {

    /** Reserved for ending a process, and for answering. */
    private static final Duration TO_END = Duration.ofSeconds(1);

    private final Duration longest;
    private final long end;

    private Deadline(Duration longest) {
        this.longest = longest;
        this.end = System.nanoTime() + longest.minus(TO_END).toNanos();
    }

    /** @param longest the longest time until the client has an answer */
    static Deadline in(Duration longest) {
        return new Deadline(longest);
    }

    long remainingMillis() {
        return Math.max(0, (end - System.nanoTime()) / 1_000_000);
    }

    /** @throws ToolException if it has passed */
    void check() throws ToolException {
        if (remainingMillis() == 0) {
            throw new ToolException("The question took longer than %d seconds. Ask for less, or aggregate."
                    .formatted(longest.toSeconds()));
        }
    }
}
