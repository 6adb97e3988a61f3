package org.datawarp.operate.lookout;

import java.sql.SQLException;
import java.util.List;
import org.datawarp.operate.alerts.Measurement;
import org.datawarp.operate.alerts.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.store.WatchedFigures;
import org.datawarp.operate.store.WatchedFigures.Rejected;
import org.datawarp.operate.store.WatchedFigures.Slot;

/** What is held, what did not fit, and the state of capture's slot. */
final class DatabaseSource implements Source {

    /** Added to both counts: one row more than none is no matter. */
    private static final double FEW = 10;

    private static final double MEGABYTE = 1 << 20;

    /** Where the figures are. */
    @FunctionalInterface
    interface Watched {
        WatchedFigures read() throws SQLException;
    }

    private final Watched watched;
    private final long mostLogBytes;

    /** @param mostLogBytes that PostgreSQL may keep for capture before fetching waits */
    DatabaseSource(Watched watched, long mostLogBytes) {
        this.watched = watched;
        this.mostLogBytes = mostLogBytes;
    }

    @Override
    public void measure(Measurements into) throws SQLException {
        WatchedFigures figures = watched.read();
        into.put(
                Metric.APPLY_RELEASE_HELD,
                figures.held().stream()
                        .map(held -> Measurement.of(1, List.of(held.publication(), held.release()), held.reasons()))
                        .toList());
        into.put(
                Metric.APPLY_REJECTIONS_RATIO,
                figures.rejected().stream().map(DatabaseSource::ratio).toList());
        // Without a slot, capture has not started yet.
        Slot slot = figures.slot().orElse(new Slot(true, false, 0));
        String kept = "%,.0f MB of log are kept; fetching waits beyond %,.0f MB"
                .formatted(slot.keptLogBytes() / MEGABYTE, mostLogBytes / MEGABYTE);
        into.put(Metric.CAPTURE_SLOT_USED, List.of(Measurement.of(slot.isUsed() ? 1 : 0, List.of(), kept)));
        into.put(Metric.CAPTURE_SLOT_LOST, slot.isLost() ? 1 : 0);
        into.put(Metric.CAPTURE_WAL_RETAINED_BYTES, List.of(Measurement.of(slot.keptLogBytes(), List.of(), kept)));
        into.put(Metric.CAPTURE_WAL_MOST_BYTES, mostLogBytes);
    }

    private static Measurement ratio(Rejected rejected) {
        return Measurement.of(
                (rejected.rows() + FEW) / (rejected.usual() + FEW),
                List.of(rejected.publication()),
                "%,d rows of %s; otherwise %,d".formatted(rejected.rows(), rejected.release(), rejected.usual()));
    }
}
