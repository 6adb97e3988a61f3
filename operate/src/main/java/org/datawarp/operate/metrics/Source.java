package org.datawarp.operate.metrics;

/** Measures some metrics. Used by one thread at a time. */
@FunctionalInterface
public interface Source {

    /**
     * Adds what it measures; ends within seconds.
     *
     * @throws Exception when it cannot be measured now: what was not added is not known
     */
    void measure(Measurements into) throws Exception;
}
