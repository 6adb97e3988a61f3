package org.datawarp.operate.lookout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.datawarp.operate.alerts.AlertDesk;
import org.datawarp.operate.alerts.Measurements;
import org.datawarp.operate.metrics.Metrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has one of all processes measure and judge, once a minute, on a thread of its own. What goes wrong with it stops nothing
 * else. Closed by its owner.
 */
final class Lookout implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    /** Often enough for people, seldom enough to cost nothing: three reads that R2 counts each time. */
    static final Duration EVERY = Duration.ofMinutes(1);

    /** A round may take long while nothing answers; after this time, another process takes over from one that is gone. */
    static final Duration LEASE = Duration.ofMinutes(4);

    /** For each kind of figures. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration END_PATIENCE = Duration.ofSeconds(10);

    private final AlertDesk desk;
    private final Supplier<List<Source>> open;
    private final Exposure exposure;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "lookout");
        made.setDaemon(true);
        return made;
    });
    private final ExecutorService askers = Executors.newCachedThreadPool(work -> {
        Thread made = new Thread(work, "lookout-asks");
        made.setDaemon(true);
        return made;
    });
    private @Nullable List<Source> sources;

    /**
     * @param desk closed with this
     * @param open opens what measures, once it is this process's turn
     */
    Lookout(AlertDesk desk, Supplier<List<Source>> open, Metrics metrics) {
        this.desk = desk;
        this.open = open;
        this.exposure = new Exposure(metrics);
    }

    /**
     * Begins.
     *
     * @param every how long between two rounds
     */
    Lookout start(Duration every) {
        Future<?> unused = thread.scheduleWithFixedDelay(this::round, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void round() {
        try {
            if (!desk.hasTurn()) {
                exposure.clear();
                closeSources();
                return;
            }
            List<Source> mine = sources == null ? open() : sources;
            sources = mine;
            Measurements measured = measure(mine);
            desk.judge(measured);
            exposure.show(measured);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("It could not be seen whether anybody must be alerted; trying again");
        }
    }

    private List<Source> open() {
        List<Source> opened = new ArrayList<>();
        open.get().forEach(source -> opened.add(new TimedSource(source, askers, PATIENCE)));
        return opened;
    }

    private static Measurements measure(List<Source> sources) throws InterruptedException {
        Measurements measured = new Measurements();
        for (Source source : sources) {
            try {
                source.measure(measured);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                LOG.atDebug().setCause(e).log("Some figures could not be had; what depends on them stays as it is");
            }
        }
        return measured;
    }

    private void closeSources() {
        List<Source> mine = sources;
        sources = null;
        if (mine != null) {
            mine.forEach(Lookout::close);
        }
    }

    private static void close(Source source) {
        try {
            source.close();
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("What measures did not stop in order");
        }
    }

    /** Ends, and lets another process take over. */
    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        askers.shutdownNow();
        if (!thread.awaitTermination(END_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.atDebug().log("A round did not end in time");
        }
        closeSources();
        desk.close();
    }
}
