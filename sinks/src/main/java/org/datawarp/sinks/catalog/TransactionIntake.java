package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.change.TransactionBegan;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.sinks.catalog.SinkTopics.Positioned;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes whole transactions from the topics and folds them.
 *
 * <p>A transaction's end has its counts, and its position shows whether it is a repetition. Its changes are folded
 * before the end arrives only if nothing else is folded and uncommitted: all of it can then be dropped if the end turns
 * out to be a repetition. Only the first whole delivery of each transaction counts: what was delivered in part before a
 * crash, or twice, is passed over.
 *
 * <p>Owned by one thread.
 */
final class TransactionIntake {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionIntake.class);

    /** A repetition of one of this many latest transactions is recognised before its end is read. */
    private static final int MOST_RECENT = 1000;

    /**
     * Capture flushes changes before it sends a transaction's end, so they are in the topic; but brokers may be slow.
     */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final SinkTopics topics;
    private final Deque<Long> recent = new ArrayDeque<>();
    private @Nullable Long announced;
    private @Nullable OpenTransaction open;
    private @Nullable EndedTransaction ended;
    private long aheadFrom;
    private long lastProgressNanos;
    private boolean awaitsSnapshot;

    TransactionIntake(SinkTopics topics) {
        this.topics = topics;
    }

    /** Whether no transaction is partly folded, so that what is folded can be committed. */
    boolean isBetweenTransactions() {
        return open == null;
    }

    /**
     * Folds what was read, up to the end of one transaction.
     *
     * @return whether a transaction is complete
     */
    boolean advance(CommitWindow window) throws IOException {
        if (ended == null) {
            takeNextEnd(window);
        }
        if (ended != null && open != null) {
            return fold(ended, open, window);
        }
        if (window.isEmpty()) {
            foldAhead(window);
        }
        return false;
    }

    /** Reads from where the catalogue ends. */
    void begin(Catalog catalog) {
        topics.seek(catalog);
        if (topics.isCutOff()) {
            awaitSnapshot();
        }
    }

    /** The topics do not continue the catalogue. */
    private void awaitSnapshot() {
        awaitsSnapshot = true;
        LOG.atWarn()
                .log(
                        "The topics do not hold all changes since the catalogue's version:"
                                + " waiting for capture to publish all rows again; if it does not: ./datawarp rebuild --from changes");
    }

    /**
     * @throws IllegalStateException if changes that an end counts are not in the topics and have not come for a while
     */
    void checkProgress(CommitWindow window) throws IOException {
        if (ended == null || open == null || System.nanoTime() - lastProgressNanos < LONGEST_WAIT.toNanos()) {
            return;
        }
        for (var dataset : ended.counts().entrySet()) {
            long found = open.count(dataset.getKey());
            if (found < dataset.getValue() && topics.isDrained(dataset.getKey())) {
                giveUp(dataset.getKey(), found, dataset.getValue(), window);
                return;
            }
        }
    }

    private void giveUp(DatasetName dataset, long found, long expected, CommitWindow window) throws IOException {
        if (window.base().version() > 0) {
            throw new IllegalStateException(
                    ("Cannot complete transaction %d: found %d changes of %s in its topic, expected %d; compaction"
                                    + " removed them, or the capture lost them: to publish all rows again, ./datawarp rebuild --from changes")
                            .formatted(Objects.requireNonNull(open).id(), found, dataset, expected));
        }
        window.close();
        open = null;
        ended = null;
        awaitSnapshot();
    }

    private void takeNextEnd(CommitWindow window) throws IOException {
        for (Positioned next = topics.transactions().peek();
                next != null;
                next = topics.transactions().peek()) {
            if (next.message() instanceof TransactionBegan began) {
                announced = isWanted(began.transaction()) && next.nextOffset() > aheadFrom ? began.transaction() : null;
            } else if (next.message() instanceof TransactionEnded end
                    && isWanted(end.transaction())
                    && (end.endLsn() > window.lastLsn() || followsOlderDatabase(end))) {
                takeEnd(EndedTransaction.of(end, next.at(), next.nextOffset()), window);
                return;
            } else if (next.message() instanceof TransactionEnded end) {
                passOver(end.transaction(), window);
            }
            topics.transactions().remove();
        }
    }

    /** In topics that continue the catalogue, a snapshot is new; if it is older, the database was put back. */
    private boolean followsOlderDatabase(TransactionEnded end) {
        return end.transaction() < 0 && !awaitsSnapshot;
    }

    private boolean isWanted(long transaction) {
        return !awaitsSnapshot || transaction < 0;
    }

    private void takeEnd(EndedTransaction transaction, CommitWindow window) throws IOException {
        if (window.takes(transaction)) {
            topics.transactions().remove();
            begin(transaction, window);
        }
    }

    /** Handles a repetition's end, and drops what was folded ahead of it. */
    private void passOver(long transaction, CommitWindow window) throws IOException {
        announced = null;
        if (open != null && open.id() == transaction) {
            open = null;
            window.close();
        }
    }

    private void begin(EndedTransaction transaction, CommitWindow window) throws IOException {
        announced = null;
        if (open != null && open.id() != transaction.id() && !open.isEmpty()) {
            // Not the transaction that was announced: read again, and fold nothing ahead up to here.
            aheadFrom = transaction.nextOffset();
            open = null;
            window.close();
            topics.seek(window.base());
            return;
        }
        if (open == null || open.id() != transaction.id()) {
            open = new OpenTransaction(transaction.id());
        }
        ended = transaction;
        awaitsSnapshot = false;
        lastProgressNanos = System.nanoTime();
    }

    /** Folds one dataset after the other, so that few parts are open at a time. */
    private boolean fold(EndedTransaction transaction, OpenTransaction state, CommitWindow window) throws IOException {
        Map<DatasetName, Long> offsets = new HashMap<>();
        for (var dataset : transaction.counts().entrySet()) {
            ChangeQueue queue = topics.queue(dataset.getKey());
            if (queue == null || !take(queue, dataset.getValue(), state, window)) {
                return false;
            }
            offsets.put(dataset.getKey(), queue.nextOffset());
            window.rest(dataset.getKey());
        }
        if (transaction.endsSnapshot()) {
            for (DatasetName dataset : window.published()) {
                window.beginAnew(dataset, transaction.id());
                offsets.putIfAbsent(dataset, topics.nextOffset(dataset));
            }
        }
        window.add(transaction, offsets);
        remember(transaction.id());
        open = null;
        ended = null;
        return true;
    }

    /** @return whether all changes of the dataset are taken */
    private boolean take(ChangeQueue queue, long count, OpenTransaction state, CommitWindow window) throws IOException {
        DatasetName dataset = queue.dataset();
        for (ChangeQueue.Queued next = queue.peek();
                next != null && state.count(dataset) < count;
                next = queue.peek()) {
            if (next.change().transaction() < state.id()) {
                // It belongs to an older transaction, which was folded before unless the dataset was not published
                // then.
                queue.passOver();
            } else if (!state.wants(dataset, next.change())) {
                queue.remove();
            } else {
                take(queue, next, state, window);
            }
            lastProgressNanos = System.nanoTime();
        }
        if (state.count(dataset) > 0 && !state.publishes(dataset, absent -> isPublished(queue, window))) {
            window.drop(dataset);
        }
        return state.count(dataset) >= count;
    }

    private void take(ChangeQueue queue, ChangeQueue.Queued next, OpenTransaction state, CommitWindow window)
            throws IOException {
        state.took(queue.dataset(), next.change());
        if (state.publishes(queue.dataset(), absent -> isPublished(queue, window))) {
            window.fold(queue.dataset(), next);
            queue.remove();
        } else {
            queue.passOver();
        }
    }

    private boolean isPublished(ChangeQueue queue, CommitWindow window) {
        EndedTransaction transaction = Objects.requireNonNull(ended);
        if (window.publishes(queue.dataset())) {
            return true;
        }
        boolean promoted = transaction.promoted().contains(queue.dataset());
        if (promoted && queue.hasPassedOver() && !transaction.isSnapshot()) {
            LOG.atError()
                    .addKeyValue("dataset", queue.dataset())
                    .log("The dataset was not published before, and its earlier changes were passed over:"
                            + " to publish it, ./datawarp rebuild --from changes");
            return false;
        }
        return promoted;
    }

    private void remember(long transaction) {
        recent.add(transaction);
        if (recent.size() > MOST_RECENT) {
            recent.remove();
        }
    }

    private void foldAhead(CommitWindow window) throws IOException {
        if (announced == null || recent.contains(announced)) {
            return;
        }
        if (open == null) {
            open = new OpenTransaction(announced);
        }
        if (open.id() == announced) {
            for (ChangeQueue queue : topics.queues()) {
                if (window.has(queue.dataset()) || window.datasets() < CommitWindow.MOST_OPEN) {
                    foldAhead(queue, open, window);
                }
            }
        }
    }

    private static void foldAhead(ChangeQueue queue, OpenTransaction state, CommitWindow window) throws IOException {
        for (ChangeQueue.Queued next = queue.peek();
                next != null && next.change().transaction() == state.id();
                next = queue.peek()) {
            if (state.wants(queue.dataset(), next.change())) {
                window.fold(queue.dataset(), next);
                state.took(queue.dataset(), next.change());
            }
            queue.remove();
        }
    }
}
