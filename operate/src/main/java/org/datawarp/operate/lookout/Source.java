package org.datawarp.operate.lookout;

import org.datawarp.operate.alerts.Measurements;

/** Measures some metrics. Used by one thread. */
interface Source extends AutoCloseable {

    /**
     * Adds what it measures; ends within seconds.
     *
     * @throws Exception when it cannot be measured now: what was not added is not known
     */
    void measure(Measurements into) throws Exception;

    @Override
    default void close() {}
}
