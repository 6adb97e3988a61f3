package org.datawarp.operate.lookout;

import java.util.List;
import org.datawarp.operate.alerts.Measurement;
import org.datawarp.operate.alerts.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.pressure.Level;

/** What fetching has to wait for. */
final class RoomSource implements Source {

    /** Where the levels are. */
    @FunctionalInterface
    interface Levels {
        List<Level> all() throws InterruptedException;
    }

    private final Levels levels;

    RoomSource(Levels levels) {
        this.levels = levels;
    }

    @Override
    public void measure(Measurements into) throws InterruptedException {
        into.put(
                Metric.FETCH_HELD_UP,
                levels.all().stream()
                        .map(level -> Measurement.of(level.isBeyond() ? 1 : 0, List.of(level.what()), level.toString()))
                        .toList());
    }
}
