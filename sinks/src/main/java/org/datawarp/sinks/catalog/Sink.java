package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoreProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the published datasets equal to the tables: reads changes, folds them into parts, commits catalogue versions.
 *
 * <p>{@link #run} blocks its thread until {@link #close}, which any thread may call, or until it fails: with
 * {@link CatalogChangedException} when another sink writes to the same bucket. After a stop, or a kill at any moment, a
 * new sink continues from the catalogue. While the store is down or out of budget, the sink waits, even at its start.
 * The caller owns the store.
 */
public final class Sink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sink.class);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final SinkSettings settings;
    private final ObjectStore store;
    private final InstantSource clock;
    private final EventLog events;
    private final Patience patience;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean running;

    public Sink(SinkSettings settings, ObjectStore store, InstantSource clock, EventLog events) {
        this.settings = settings.withWork(settings.work().resolve("sink"));
        this.store = store;
        this.clock = clock;
        this.events = events;
        this.patience = new Patience(Patience.BACKOFF, new BudgetPauses(clock, events));
    }

    /**
     * Works until {@link #close}. Can be called once.
     *
     * @throws IOException if the store refuses what the sink needs at the start
     */
    public void run() throws IOException {
        running = true;
        try {
            patience.answered(() -> {
                StoreProbe.check(store);
                return true;
            });
            WorkFolder.empty(settings.work());
            Versions versions = new Versions(store, clock);
            Graveyard graveyard = patience.answered(() -> Graveyard.open(store, clock));
            try (PartUploads uploads = new PartUploads(store);
                    SinkTopics topics = SinkTopics.open(settings.kafka());
                    Aftercare aftercare = aftercare(uploads, graveyard, versions)) {
                CatalogCommitter committer = patience.answered(() -> CatalogCommitter.open(store, uploads, versions));
                StoredParts parts = new StoredParts(store, uploads, patience);
                Commits commits = new Commits(clock, events);
                new SinkLoop(settings, topics, committer, parts, commits, aftercare, patience).run();
            }
        } catch (Patience.StoppedException e) {
            LOG.atInfo().log("The sink stopped with work left to do; the next start continues it");
        } finally {
            ended.countDown();
        }
    }

    private Aftercare aftercare(PartUploads uploads, Graveyard graveyard, Versions versions) {
        DerivedObjects derived = new DerivedObjects(store, new StoredParts(store, uploads, patience), settings.work());
        return new Aftercare(
                derived,
                new ObjectCheck(derived, patience, events, clock),
                graveyard,
                versions,
                patience,
                Aftercare.Pauses.DEFAULT);
    }

    /** Ends {@link #run}, waiting some seconds for it. What is not committed is folded again after the next start. */
    @Override
    public void close() {
        patience.stop();
        if (running) {
            try {
                if (!ended.await(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.atWarn().log("The sink did not stop in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
