package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Duration firstPause;
    private final BudgetPauses pauses;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param firstPause each later one is twice as long, up to 30 seconds */
    Patience(Duration firstPause, BudgetPauses pauses) {
        this.firstPause = firstPause;
        this.pauses = pauses;
    }

    /** Work that may succeed the next time. */
    @FunctionalInterface
    interface Attempt {
        void run() throws IOException;
    }

    /** A query for which there may be budget the next time. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws IOException;
    }

    /** @throws StoppedException if the sink stops first */
    void insist(String what, Attempt attempt) {
        Duration pause = firstPause;
        while (true) {
            try {
                inBudget(() -> {
                    attempt.run();
                    return true;
                });
                return;
            } catch (InterruptedIOException e) {
                throw new StoppedException();
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue("what", what)
                        .addKeyValue("pause", pause)
                        .addKeyValue("problem", e.getMessage())
                        .log("The store failed and will be asked again");
                await(pause);
                pause = longer(pause);
            }
        }
    }

    /**
     * Repeats a query only while there is no budget for it.
     *
     * @throws StoppedException if the sink stops first
     */
    <T> T inBudget(Question<T> question) throws IOException {
        try {
            return question.ask();
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
    <T> T answered(Question<T> question) throws IOException {
        Duration pause = firstPause;
        while (true) {
            try {
                return inBudget(question);
            } catch (ObjectStoreException e) {
                if (!e.isUnanswered()) {
                    throw e;
                }
                LOG.atWarn()
                        .addKeyValue("pause", pause)
                        .addKeyValue("problem", e.getMessage())
                        .log("The store does not answer; the sink starts once it does");
                await(pause);
                pause = longer(pause);
            }
        }
    }

    private <T> T whenAffordable(Question<T> question) throws IOException {
        Duration pause = firstPause;
        while (true) {
            await(pause);
            pause = longer(pause);
            try {
                T answer = question.ask();
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

    private static Duration longer(Duration pause) {
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    /** Waits a moment. @throws StoppedException if the sink stops during the wait */
    void rest() {
        await(firstPause);
    }

    private void await(Duration pause) {
        try {
            if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoppedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
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
