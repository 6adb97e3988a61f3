package org.datawarp.schemas.event;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a release on its way.
 *
 * @param run the attempt it belongs to; empty when it belongs to none
 * @param facts what else is known, in order: {@code rows}, {@code file}, {@code reason}, ...
 */
public record Event(
        EventType type, String publication, String release, String run, Map<String, String> facts, Instant at) {

    public Event {
        facts = Map.copyOf(facts);
    }
}
