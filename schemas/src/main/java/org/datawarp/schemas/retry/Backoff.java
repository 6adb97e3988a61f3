package org.datawarp.schemas.retry;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How long to wait before what failed is tried again: each pause is twice as long as the one before, up to the longest.
 *
 * @param attempts how many there are at most, at least 1
 */
public record Backoff(Duration firstPause, Duration longestPause, int attempts) {

    /** The longest pause comes earlier; more would overflow. */
    private static final int MOST_DOUBLINGS = 20;

    /** As many attempts as it takes. */
    public static Backoff endless(Duration firstPause, Duration longestPause) {
        return new Backoff(firstPause, longestPause, Integer.MAX_VALUE);
    }

    /** As many attempts as it takes, with the same pause after each. */
    public static Backoff steady(Duration pause) {
        return endless(pause, pause);
    }

    /** @param failures how many there were since something last went well, from 1 */
    public Duration pauseAfter(int failures) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return Collections.min(List.of(pause, longestPause));
    }

    /** One attempt at something. */
    @FunctionalInterface
    public interface Attempt<T, E extends Exception> {

        T make() throws E;
    }

    /** Decides about a failure: how long to wait, given the pause that the back-off has; empty gives up. */
    @FunctionalInterface
    public interface Decision {

        Optional<Duration> pauseAfter(Exception failure, Duration pause);
    }

    /**
     * Tries again after failures that pass.
     *
     * @throws E what the last attempt threw
     */
    public <T, E extends Exception> T call(Attempt<T, E> attempt, Predicate<Exception> passes, Sleeper sleeper)
            throws E, InterruptedException {
        return call(attempt, (failure, pause) -> Optional.of(pause).filter(unused -> passes.test(failure)), sleeper);
    }

    /**
     * Tries again as decided, though never after a pause that is longer than the longest.
     *
     * @throws E what the last attempt threw
     */
    @SuppressWarnings("unchecked") // What an attempt throws is an E, or needs no declaration.
    public <T, E extends Exception> T call(Attempt<T, E> attempt, Decision decision, Sleeper sleeper)
            throws E, InterruptedException {
        for (int made = 1; ; made++) {
            try {
                return attempt.make();
            } catch (Exception e) {
                Optional<Duration> pause =
                        made < attempts ? decision.pauseAfter(e, pauseAfter(made)) : Optional.empty();
                if (pause.isEmpty() || pause.get().compareTo(longestPause) > 0) {
                    throw (E) e;
                }
                sleeper.sleep(pause.get());
            }
        }
    }
}
