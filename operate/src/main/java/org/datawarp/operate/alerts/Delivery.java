package org.datawarp.operate.alerts;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.datawarp.schemas.retry.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies one target, on a thread of its own: no other thread waits for it. A target that does not take it is tried
 * again, ever more rarely, with the notices of that time. Closed by its owner.
 */
final class Delivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** After the first failure; doubled with each further one. */
    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** What is more than this comes with the next message: no mail is too long for its server. */
    static final int MOST_NOTICES = 50;

    private final AlertTarget target;
    private final Duration repeat;
    private final String from;
    private final InstantSource clock;
    private final Outcome outcome;
    private final ExecutorService thread;
    private final AtomicBoolean isAsked = new AtomicBoolean();
    private Instant notBefore = Instant.MIN;
    private int failures;

    /** Hears how a message went. */
    interface Outcome {

        /** The target has taken it, and the book knows. */
        void taken();

        void failed(String target);
    }

    /** @param repeat after how long an alert that still fires is repeated */
    Delivery(AlertTarget target, Duration repeat, String from, InstantSource clock, Outcome outcome) {
        this.target = target;
        this.repeat = repeat;
        this.from = from;
        this.clock = clock;
        this.outcome = outcome;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "alerts-" + target.name());
            made.setDaemon(true);
            return made;
        });
    }

    /** Notifies the target of the notices of that time, once it has accepted the present message. */
    void wake(AlertBook book) {
        if (!isAsked.compareAndSet(false, true)) {
            return;
        }
        thread.execute(() -> {
            isAsked.set(false);
            try {
                tell(book);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("Alerts could not be delivered");
            }
        });
    }

    private void tell(AlertBook book) throws InterruptedException {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return;
        }
        List<Notice> due = book.due(target.name(), repeat, now);
        if (due.isEmpty()) {
            return;
        }
        List<Notice> some = due.subList(0, Math.min(due.size(), MOST_NOTICES));
        try {
            target.send(new Message(from, now, some));
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("target", target.name())
                    .addKeyValue("problem", e.getMessage())
                    .log("Alerts could not be sent; trying again");
            failures++;
            notBefore = now.plus(Backoff.endless(FIRST_PAUSE, LONGEST_PAUSE).pauseAfter(failures));
            outcome.failed(target.name());
            return;
        }
        notBefore = Instant.MIN;
        failures = 0;
        book.tell(target.name(), some, now);
        outcome.taken();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
