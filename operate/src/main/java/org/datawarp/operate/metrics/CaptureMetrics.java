package org.datawarp.operate.metrics;

import java.time.Instant;
import java.util.function.Supplier;
import org.datawarp.sinks.change.CaptureHealth;

/** How far capture is behind. */
public final class CaptureMetrics implements Figures {

    private final Supplier<CaptureHealth> health;

    /** @param health asks capture, and the database */
    public CaptureMetrics(Supplier<CaptureHealth> health) {
        this.health = health;
    }

    @Override
    public void update(Metrics metrics) {
        CaptureHealth now = health.get();
        if (now.lagBytes() >= 0) {
            metrics.set(Metric.CAPTURE_WAL_RETAINED_BYTES, now.lagBytes());
        }
        Instant last = now.lastCommitAt();
        if (last != null) {
            metrics.set(Metric.CAPTURE_LAST_COMMIT_TIMESTAMP_SECONDS, Figures.seconds(last));
        }
    }
}
