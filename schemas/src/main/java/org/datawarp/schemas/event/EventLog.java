package org.datawarp.schemas.event;

/** Takes events. Implementations are safe for use by several threads and never throw: an event that is lost costs nothing else. */
@FunctionalInterface
public interface EventLog {

    void record(Event event);
}
