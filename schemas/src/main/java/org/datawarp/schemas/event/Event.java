package org.datawarp.schemas.event;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Something that happened.
 *
 * @param publication the one that it is about; empty when it is about none
 * @param release the one that it is about; empty when it is about none
 * @param run the attempt that it belongs to; empty when it belongs to none
 * @param facts what else is known, in the order of {@link Fact}; only the facts of its type are sent
 */
public record Event(
        EventType type, String publication, String release, String run, Map<Fact, String> facts, Instant at) {

    public Event {
        EnumMap<Fact, String> ordered = new EnumMap<>(Fact.class);
        ordered.putAll(facts);
        ordered.keySet().retainAll(Set.copyOf(type.facts()));
        facts = Collections.unmodifiableMap(ordered);
    }

    /** A fact; empty when it is not known. */
    public String fact(Fact fact) {
        return facts.getOrDefault(fact, "");
    }

    /** A number; 0 when it is not known. */
    public long number(Fact fact) {
        String text = fact(fact);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
