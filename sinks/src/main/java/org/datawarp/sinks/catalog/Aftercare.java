package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.name.DatasetName;
import org.jspecify.annotations.Nullable;

/**
 * Does what follows a commit without delaying the next one: derived objects in a thread of its own, removed objects
 * once an hour.
 *
 * <p>Used by the sink's thread, which owns and closes it. The next start finds what was left undone.
 */
final class Aftercare implements AutoCloseable {

    /** A store may accept one write a second to one key; a file of many parts is work for both sides. */
    record Pauses(Duration afterMetadata, Duration afterFile) {

        static final Pauses DEFAULT = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final DerivedObjects derived;
    private final ObjectCheck check;
    private final Graveyard graveyard;
    private final Versions versions;
    private final Patience patience;
    private final Pauses pauses;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "derived-objects");
        daemon.setDaemon(true);
        return daemon;
    });

    /** The newest version of each dataset whose objects are older; guarded by itself. */
    private final Map<DatasetName, CatalogDataset> lagging = new HashMap<>();

    private final Map<DatasetName, Long> notBefore = new HashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private long lastSweepNanos = System.nanoTime() - BETWEEN_SWEEPS.toNanos();

    Aftercare(
            DerivedObjects derived,
            ObjectCheck check,
            Graveyard graveyard,
            Versions versions,
            Patience patience,
            Pauses pauses) {
        this.derived = derived;
        this.check = check;
        this.graveyard = graveyard;
        this.versions = versions;
        this.patience = patience;
        this.pauses = pauses;
    }

    /** Finds what a crash left undone. */
    void begin(Catalog catalog) throws IOException {
        check.follow(catalog);
        derived.lagging(catalog).forEach(this::refreshSoon);
    }

    /** Records the work that a commit leaves. */
    void committed(Catalog before, Catalog after) throws IOException {
        check.follow(after);
        after.datasets().stream()
                .filter(dataset -> dataset.version() == after.version())
                .forEach(this::refreshSoon);
        graveyard.bury(before, after);
    }

    private void refreshSoon(CatalogDataset dataset) {
        synchronized (lagging) {
            boolean isWaiting = lagging.put(dataset.dataset(), dataset) != null;
            if (!isWaiting) {
                long now = System.nanoTime();
                long wait = notBefore.getOrDefault(dataset.dataset(), now) - now;
                schedule(() -> refresh(dataset.dataset()), wait);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what fails is kept for the sink's thread
    private void schedule(Runnable task, long waitNanos) {
        try {
            thread.schedule(task, Math.max(0, waitNanos), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw new Patience.StoppedException();
        }
    }

    private void refresh(DatasetName name) {
        CatalogDataset dataset;
        synchronized (lagging) {
            dataset = lagging.get(name);
        }
        if (dataset == null || failure.get() != null) {
            return;
        }
        try {
            patience.insist("refresh what is derived from " + name, () -> derived.refresh(dataset));
            done(dataset);
        } catch (DamagedPartException e) {
            check.recordDamage(e);
            done(dataset);
        } catch (Patience.StoppedException e) {
            // The next start finds it.
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void done(CatalogDataset dataset) {
        Duration pause =
                dataset.parts().size() > 1 && !dataset.file().isEmpty() ? pauses.afterFile() : pauses.afterMetadata();
        synchronized (lagging) {
            notBefore.put(dataset.dataset(), System.nanoTime() + pause.toNanos());
            if (!lagging.remove(dataset.dataset(), dataset)) {
                schedule(() -> refresh(dataset.dataset()), pause.toNanos());
            }
        }
    }

    /** Whether derived objects are as new as the catalogue. */
    boolean isDone() {
        synchronized (lagging) {
            return lagging.isEmpty();
        }
    }

    /** Whether what is published was compared with its digests. */
    boolean isChecked() {
        return check.isDone();
    }

    /** Knows which damaged parts wait for their repair. */
    ObjectCheck objectCheck() {
        return check;
    }

    /** Compares published objects with their digests in the other thread, if that is due. */
    void check() {
        if (check.beginIfDue()) {
            schedule(this::checkNext, 0);
        }
    }

    /** After each object, pauses for as long as it took, so that others can use the store and the network. */
    private void checkNext() {
        try {
            Duration pause = check.next(this::isLagging);
            if (check.isUnderWay()) {
                schedule(this::checkNext, pause.toNanos());
            }
        } catch (Patience.StoppedException e) {
            // The next start begins again.
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private boolean isLagging(DatasetName dataset) {
        synchronized (lagging) {
            return lagging.containsKey(dataset);
        }
    }

    /** Throws what failed in the other thread. */
    void checkFailure() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("Cannot refresh what is derived from the catalogue", thrown);
        }
    }

    boolean isSweepDue() {
        return System.nanoTime() - lastSweepNanos >= BETWEEN_SWEEPS.toNanos();
    }

    /** Removes objects that are no longer needed. Not to be called while uncommitted parts are being uploaded. */
    void sweep(Catalog catalog) throws IOException {
        graveyard.sweep(catalog);
        graveyard.dig(catalog, catalog);
        versions.sweep(catalog);
        lastSweepNanos = System.nanoTime();
    }

    /**
     * While a commit waits for room, removes objects that were kept long enough, once an hour. The commit's parts may
     * be uploaded already.
     *
     * @param next what the commit will make of the catalogue
     */
    void makeRoom(Catalog catalog, Catalog next) throws IOException {
        if (isSweepDue()) {
            graveyard.dig(catalog, next);
            versions.sweep(catalog);
            lastSweepNanos = System.nanoTime();
        }
    }

    /** Waits some seconds for work in progress. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
