package org.datawarp.schemas.event;

/**
 * Takes events. Implementations are safe for use by several threads and never throw: losing an event must not fail
 * anything else.
 */
@FunctionalInterface
public interface EventLog {

    void record(Event event);
}
