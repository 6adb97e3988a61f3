package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.sinks.object.BudgetReachedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sink at work: read, fold, commit. Owned by one thread. */
final class SinkLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);

    private static final Duration LONGEST_POLL = Duration.ofMillis(500);
    private static final Duration SHORTEST_POLL = Duration.ofMillis(10);

    private final SinkSettings settings;
    private final SinkTopics topics;
    private final CatalogCommitter committer;
    private final StoredParts parts;
    private final Commits commits;
    private final Aftercare aftercare;
    private final Patience patience;
    private TransactionIntake intake;
    private CommitWindow window;
    private long lastCommitNanos;
    private boolean justCommitted;

    SinkLoop(
            SinkSettings settings,
            SinkTopics topics,
            CatalogCommitter committer,
            StoredParts parts,
            Commits commits,
            Aftercare aftercare,
            Patience patience) {
        this.settings = settings;
        this.topics = topics;
        this.committer = committer;
        this.parts = parts;
        this.commits = commits;
        this.aftercare = aftercare;
        this.patience = patience;
        this.intake = new TransactionIntake(topics);
        this.window = new CommitWindow(committer.catalog(), settings, parts);
        this.lastCommitNanos = System.nanoTime() - settings.commitInterval().toNanos();
    }

    void run() throws IOException {
        try {
            intake.begin(committer.catalog());
            patience.insist("keep the catalogue version", committer::keepVersion);
            patience.insist("compare derived objects", () -> aftercare.begin(committer.catalog()));
            while (!patience.isStopped()) {
                try {
                    step();
                } catch (IOException e) {
                    waitForRoom(e);
                }
            }
        } finally {
            window.close();
        }
    }

    private void step() throws IOException {
        try {
            topics.poll(pollTimeout());
            fold();
            if (isCommitDue()) {
                commit();
            }
            careAfter();
        } catch (DamagedPartException e) {
            if (!rewrite(e)) {
                throw e;
            }
        }
    }

    /**
     * When there was no room to fold, drops what was folded, and folds again from the catalogue's end. The changes wait
     * in Kafka.
     *
     * @throws IOException the failure, when there is room
     */
    private void waitForRoom(IOException failure) throws IOException {
        if (!WorkFolder.isFull(settings.work())) {
            throw failure;
        }
        LOG.atError()
                .addKeyValue("folder", settings.work())
                .addKeyValue("problem", failure.getMessage())
                .log("The disk is full: make room; folding starts again once there is some");
        window.close();
        patience.rest();
        patience.insist("find room to fold", () -> WorkFolder.checkRoom(settings.work()));
        restart();
    }

    /** Forgets what was read and folded, and reads again from where the catalogue ends. */
    private void restart() throws IOException {
        window.close();
        window = new CommitWindow(committer.catalog(), settings, parts);
        intake = new TransactionIntake(topics);
        intake.begin(committer.catalog());
    }

    /**
     * Replaces all parts of a dataset that has a damaged one, with rows from its change topic. Changes that were folded but
     * not committed are folded again afterwards.
     *
     * @return whether the catalogue no longer names the damaged part
     */
    private boolean rewrite(DamagedPartException damage) throws IOException {
        Optional<CatalogDataset> found = committer.catalog().datasets().stream()
                .filter(dataset -> dataset.parts().contains(damage.part()))
                .findFirst();
        if (found.isEmpty()) {
            return true;
        }
        CatalogDataset dataset = found.get();
        restart();
        if (topics.isCutOff()) {
            return false;
        }
        boolean isWhole = window.rewrite(dataset, new RowsOfTopic(topics, dataset, patience));
        if (isWhole) {
            commit();
            LOG.atWarn()
                    .addKeyValue("part", damage.part().key())
                    .addKeyValue("rows", dataset.rows())
                    .log("A part was damaged or gone, and its dataset is written again from its change topic");
        }
        restart();
        return isWhole;
    }

    private void fold() throws IOException {
        while (intake.advance(window) && !isCommitDue()) {
            patience.checkStopped();
        }
        intake.checkProgress(window);
    }

    /** How long to wait for messages when there is nothing else to do. */
    private Duration pollTimeout() {
        if (justCommitted) {
            // More may have been read already.
            justCommitted = false;
            return Duration.ZERO;
        }
        if (!window.isEmpty()) {
            Duration left =
                    Duration.ofNanos(settings.commitInterval().toNanos() - (System.nanoTime() - lastCommitNanos));
            return left.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : left;
        }
        return LONGEST_POLL;
    }

    private boolean isCommitDue() {
        return !window.isEmpty()
                && intake.isBetweenTransactions()
                && System.nanoTime() - lastCommitNanos
                        >= settings.commitInterval().toNanos();
    }

    private void commit() throws IOException {
        Catalog before = committer.catalog();
        CommitWindow.Outcome outcome = window.finish(commits.now());
        patience.insist("commit the catalogue", () -> commit(outcome));
        lastCommitNanos = System.nanoTime();
        justCommitted = true;
        commits.record(window.transactions(), outcome);
        window.close();
        window = new CommitWindow(committer.catalog(), settings, parts);
        patience.insist("keep the catalogue version", committer::keepVersion);
        patience.insist("note removed parts", () -> aftercare.committed(before, committer.catalog()));
    }

    /** While there is no budget to store more, objects that were kept long enough are removed. */
    private void commit(CommitWindow.Outcome outcome) throws IOException {
        try {
            committer.commit(outcome.catalog(), outcome.created());
        } catch (BudgetReachedException e) {
            if (e.waitsFor().what() == R2Price.STORED) {
                aftercare.makeRoom(committer.catalog(), outcome.catalog());
            }
            throw e;
        }
    }

    private void careAfter() throws IOException {
        aftercare.checkFailure();
        boolean idle = window.isEmpty() && intake.isBetweenTransactions() && topics.isIdle();
        if (idle && aftercare.isSweepDue()) {
            patience.insist("look after removed parts", () -> {
                committer.checkStillOurs();
                aftercare.sweep(committer.catalog());
            });
        }
        if (idle) {
            aftercare.check();
            repairDamage();
        }
    }

    private void repairDamage() throws IOException {
        ObjectCheck check = aftercare.objectCheck();
        Optional<DamagedPartException> damage = check.pendingDamage();
        if (damage.isPresent() && rewrite(damage.get())) {
            check.settled(damage.get());
        } else {
            damage.ifPresent(check::notRepaired);
        }
    }
}
