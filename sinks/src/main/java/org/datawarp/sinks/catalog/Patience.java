package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.sinks.object.BudgetReachedException;
import org.datawarp.sinks.object.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats what a store did not answer or refused, or what there was no budget for, until it works or the sink stops.
 * Nothing is lost in that time: the changes wait in Kafka. Any thread may stop it.
 */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    /** Of a sink in use. */
    static final Backoff BACKOFF = Backoff.endless(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final Backoff backoff;
    private final BudgetPauses pauses;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Patience(Backoff backoff, BudgetPauses pauses) {
        this.backoff = backoff;
        this.pauses = pauses;
    }

    /** Work that may succeed the next time. */
    @FunctionalInterface
    interface Attempt {
        void run() throws IOException;
    }

    /** @throws StoppedException if the sink stops first */
    void insist(String what, Attempt attempt) {
        try {
            repeat(
                    what,
                    () -> {
                        attempt.run();
                        return true;
                    },
                    failure -> failure instanceof IOException && !(failure instanceof InterruptedIOException));
        } catch (IOException interrupted) {
            throw new StoppedException();
        }
    }

    /**
     * Repeats a query only while there is no budget for it.
     *
     * @throws StoppedException if the sink stops first
     */
    <T> T inBudget(Backoff.Attempt<T, IOException> question) throws IOException {
        try {
            return question.make();
        } catch (BudgetReachedException e) {
            pauses.begin(e.waitsFor());
            return whenAffordable(question);
        }
    }

    /**
     * Repeats a query while there is no budget for it or the store does not answer; a refusal is thrown.
     *
     * @throws StoppedException if the sink stops first
     */
    <T> T answered(Backoff.Attempt<T, IOException> question) throws IOException {
        return repeat("start", question, failure -> failure instanceof ObjectStoreException e && e.isUnanswered());
    }

    private <T> T repeat(String what, Backoff.Attempt<T, IOException> question, Predicate<Exception> passes)
            throws IOException {
        Backoff.Decision decision = (failure, pause) -> {
            if (!passes.test(failure)) {
                return Optional.empty();
            }
            LOG.atWarn()
                    .addKeyValue("what", what)
                    .addKeyValue("pause", pause)
                    .addKeyValue("problem", failure.getMessage())
                    .log("The store failed and will be asked again");
            return Optional.of(pause);
        };
        try {
            return backoff.call(() -> inBudget(question), decision, this::await);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private <T> T whenAffordable(Backoff.Attempt<T, IOException> question) throws IOException {
        for (int failures = 1; ; failures++) {
            await(backoff.pauseAfter(failures));
            try {
                T answer = question.make();
                pauses.end();
                return answer;
            } catch (BudgetReachedException e) {
                LOG.atDebug().addKeyValue("budget", e.waitsFor()).log("Publishing still waits for its budget");
            } catch (IOException e) {
                pauses.end();
                throw e;
            }
        }
    }

    /** Lets a moment pass. @throws StoppedException if the sink stops first */
    void rest() {
        await(backoff.firstPause());
    }

    private void await(Duration pause) {
        try {
            if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoppedException();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static StoppedException interrupted() {
        Thread.currentThread().interrupt();
        return new StoppedException();
    }

    void stop() {
        stopped.countDown();
    }

    void checkStopped() {
        if (isStopped()) {
            throw new StoppedException();
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** The sink was stopped with work left to do. The next start will do it. */
    static final class StoppedException extends RuntimeException {}
}
