package org.datawarp.operate.alerts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.datawarp.operate.metrics.Measurement;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.metrics.Metrics;
import org.datawarp.operate.store.AlertStore;
import org.datawarp.operate.store.AlertStore.Standing;
import org.datawarp.operate.store.AlertStore.Told;
import org.datawarp.platform.setting.AlertSettings;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what was measured and notifies targets, while it is this process's turn: one process at a time has it. It keeps
 * the turn while the database is away, and continues from memory. Used by one thread; closed by its owner.
 */
public final class AlertDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertDesk.class);

    private final AlertMemory memory;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Metrics metrics;
    private final InstantSource clock;
    private volatile @Nullable AlertBook book;
    private volatile boolean hasRemembered;
    private boolean standsIn;

    AlertDesk(
            AlertMemory memory,
            List<AlertTarget> targets,
            AlertSettings.Telling telling,
            Metrics metrics,
            InstantSource clock) {
        this.memory = memory;
        this.metrics = metrics;
        this.clock = clock;
        targets.forEach(target ->
                deliveries.add(new Delivery(target, telling.repeat(), telling.from(), clock, new Delivery.Outcome() {
                    @Override
                    public void taken() {
                        keep();
                    }

                    @Override
                    public void failed(String name) {
                        metrics.add(Metric.ALERTS_SEND_FAILURES_TOTAL, 1, name);
                    }
                })));
    }

    /**
     * Opens it over the database.
     *
     * @param holder the unique name of this process
     * @param lease how long a process that is killed keeps its turn: several rounds
     * @param metrics get what fires
     */
    public static AlertDesk open(
            AlertStore store, AlertSettings settings, String holder, Duration lease, Metrics metrics) {
        return new AlertDesk(
                AlertMemory.in(store, holder, lease),
                AlertTarget.of(settings),
                settings.telling(),
                metrics,
                InstantSource.system());
    }

    /**
     * Has this process judge from its start even when the database has not answered yet, as after a night without power:
     * otherwise no alert would say so. One process of all is to stand in.
     */
    public AlertDesk standingIn() {
        standsIn = true;
        return this;
    }

    /** Whether this process is to measure and judge. */
    public boolean hasTurn() {
        try {
            if (!memory.takeTurn()) {
                forget();
            } else if (!hasRemembered) {
                remember();
            }
        } catch (DatabaseUnavailableException e) {
            LOG.atDebug().setCause(e).log("It is not known whose turn it is; it stays as it was");
            if (standsIn && book == null && !hasRemembered) {
                book = new AlertBook(List.of(), List.of());
            }
        }
        return book != null;
    }

    private void forget() {
        book = null;
        hasRemembered = false;
        // From now on it is known who has the turn.
        standsIn = false;
        metrics.clear(List.of(Metric.ALERTS_FIRING));
    }

    /** What was judged while standing in is newer than what is kept. */
    private void remember() {
        List<Standing> standings = new ArrayList<>(memory.standings());
        List<Told> told = new ArrayList<>(memory.told());
        AlertBook before = book;
        if (before != null) {
            standings.addAll(before.standings());
            told.addAll(before.told());
        }
        book = new AlertBook(standings, told);
        hasRemembered = true;
        standsIn = false;
    }

    /** Judges what was measured, keeps it, and notifies targets. Does nothing when it is not this process's turn. */
    public void judge(Measurements measured) {
        AlertBook mine = book;
        if (mine == null) {
            return;
        }
        mine.judge(measured, clock.instant());
        keep();
        metrics.show(new Measurements()
                .put(
                        Metric.ALERTS_FIRING,
                        Arrays.stream(Alert.values())
                                .map(alert -> Measurement.of(
                                        mine.firing(alert),
                                        alert.id(),
                                        alert.severity().toString()))
                                .toList()));
        deliveries.forEach(delivery -> delivery.wake(mine));
    }

    /** What cannot be kept now is kept with the next round. */
    private synchronized void keep() {
        if (!hasRemembered) {
            return;
        }
        Optional<AlertBook> mine = Optional.ofNullable(book);
        try {
            mine.ifPresent(one -> memory.keep(one.standings(), one.told()));
        } catch (DatabaseUnavailableException e) {
            LOG.atDebug().setCause(e).log("How alerts stand could not be kept; trying again");
        }
    }

    /** Lets another process take the turn at once. */
    @Override
    public void close() {
        deliveries.forEach(Delivery::close);
        if (book != null) {
            try {
                memory.giveTurn();
            } catch (DatabaseUnavailableException e) {
                LOG.atDebug().setCause(e).log("The turn could not be given back; it ends by itself");
            }
        }
    }
}
