package org.datawarp.operate.lookout;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.datawarp.operate.alerts.AlertDesk;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.metrics.Metrics;
import org.datawarp.operate.metrics.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures and judges once a minute, on a thread of its own, when it is this process's turn. Its failures stop nothing
 * else. Closed by its owner.
 */
final class Lookout implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    /** Often enough for people, and cheap: three reads that R2 counts each time. */
    static final Duration EVERY = Duration.ofMinutes(1);

    /** Longer than a round in which nothing answers. After it, another process takes over from one that has ended. */
    static final Duration LEASE = Duration.ofMinutes(4);

    /** For each source: one that hangs must not keep the others from being measured. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration END_PATIENCE = Duration.ofSeconds(10);

    private final AlertDesk desk;
    private final Supplier<LookoutSources> open;
    private final Metrics metrics;
    private final Set<Metric> shown = EnumSet.noneOf(Metric.class);
    private final Map<Source, Future<?>> asked = new HashMap<>();
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
    private @Nullable LookoutSources sources;
    private List<Source> all = List.of();

    /**
     * @param desk closed with this
     * @param open opens the sources, once it is this process's turn
     */
    Lookout(AlertDesk desk, Supplier<LookoutSources> open, Metrics metrics) {
        this.desk = desk;
        this.open = open;
        this.metrics = metrics;
    }

    /**
     * Starts the rounds.
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
                metrics.clear(shown);
                shown.clear();
                closeSources();
                return;
            }
            if (sources == null) {
                LookoutSources opened = open.get();
                sources = opened;
                all = opened.all();
            }
            Measurements measured = measure();
            desk.judge(measured);
            shown.addAll(measured.all().keySet());
            metrics.show(measured);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("The alerts could not be judged; trying again");
        }
    }

    /** A metric that cannot be measured stays as it was. */
    private Measurements measure() throws InterruptedException {
        Measurements measured = new Measurements();
        for (Source source : all) {
            try {
                measure(source).all().forEach(measured::put);
            } catch (ExecutionException | TimeoutException e) {
                LOG.atDebug().setCause(e).log("Some figures could not be read; what depends on them stays as it is");
            }
        }
        return measured;
    }

    /** A source that has not answered since the last round is not asked again. */
    private Measurements measure(Source source) throws InterruptedException, ExecutionException, TimeoutException {
        Future<?> before = asked.get(source);
        if (before != null && !before.isDone()) {
            throw new TimeoutException("It has not answered since the last round");
        }
        Future<Measurements> answer = askers.submit(() -> {
            Measurements own = new Measurements();
            source.measure(own);
            return own;
        });
        asked.put(source, answer);
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeSources() {
        LookoutSources mine = sources;
        sources = null;
        all = List.of();
        asked.clear();
        if (mine != null) {
            try {
                mine.close();
            } catch (RuntimeException e) {
                LOG.atDebug().setCause(e).log("The sources could not be closed");
            }
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
