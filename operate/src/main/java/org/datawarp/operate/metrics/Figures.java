package org.datawarp.operate.metrics;

import java.time.Instant;

/** Figures that are read when they are asked for, because no event carries them. */
@FunctionalInterface
public interface Figures {

    /**
     * Brings the metrics up to date. Must end within seconds.
     *
     * @throws Exception when they cannot be had: those of before stand
     */
    void update(Metrics metrics) throws Exception;

    /** As Prometheus has times. */
    static double seconds(Instant at) {
        return at.toEpochMilli() / 1e3;
    }
}
