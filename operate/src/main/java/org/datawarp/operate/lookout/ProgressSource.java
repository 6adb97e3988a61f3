package org.datawarp.operate.lookout;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.datawarp.operate.alerts.Measurement;
import org.datawarp.operate.alerts.Measurements;
import org.datawarp.operate.metrics.Metric;

/** How long something has waited for one role without any of it being done. */
final class ProgressSource implements Source {

    /**
     * The progress of a role.
     *
     * @param waiting how much it has to do
     * @param position differs as soon as some of it was done
     */
    record Standing(long waiting, Object position) {}

    /** Reads it. */
    @FunctionalInterface
    interface Progress {
        Standing now() throws Exception;
    }

    private final Metric metric;
    private final String waits;
    private final Progress progress;
    private final InstantSource clock;
    private final Stillness stillness = new Stillness();

    /** @param waits what it is that waits, for a person */
    ProgressSource(Metric metric, String waits, Progress progress, InstantSource clock) {
        this.metric = metric;
        this.waits = waits;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public void measure(Measurements into) throws Exception {
        Standing now = progress.now();
        Duration still = stillness.observe(now.waiting(), now.position(), clock.instant());
        String words = "%,d %s; none was taken for %,d minutes".formatted(now.waiting(), waits, still.toMinutes());
        into.put(metric, List.of(Measurement.of(still.toSeconds(), List.of(), words)));
    }
}
