package org.datawarp.app.role;

import java.time.InstantSource;
import java.util.Map;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;

/** Sends an event when a process starts its role, and when and why it ends. Closed by the code that started it. */
public final class RoleEvents implements AutoCloseable {

    private final String role;
    private final StopSignal stop;
    private final EventLog events;

    private RoleEvents(String role, StopSignal stop, EventLog events) {
        this.role = role;
        this.stop = stop;
        this.events = events;
    }

    /** @param stop holds the failure if one ends the role */
    public static RoleEvents start(String role, StopSignal stop, EventLog events) {
        RoleEvents told = new RoleEvents(role, stop, events);
        told.record(EventType.ROLE_STARTED, "");
        return told;
    }

    private void record(EventType type, String message) {
        Map<Fact, String> facts =
                message.isEmpty() ? Map.of(Fact.ROLE, role) : Map.of(Fact.ROLE, role, Fact.MESSAGE, message);
        events.record(new Event(type, "", "", "", facts, InstantSource.system().instant()));
    }

    @Override
    public void close() {
        stop.failure()
                .ifPresentOrElse(
                        failure -> record(EventType.ROLE_FAILED, String.valueOf(failure.getMessage())),
                        () -> record(EventType.ROLE_STOPPED, ""));
    }
}
