package org.datawarp.operate.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * The events of one attempt to load a release, from the page to the catalogue; or the events before an attempt that has
 * not started yet; or the events of DataWarp itself.
 *
 * @param run its name; empty when it has not started
 * @param events in the order in which they happened, at least one
 */
record Attempt(String run, List<Event> events) {

    private static final Set<EventType> DECISIONS =
            EnumSet.of(EventType.RELEASE_PROMOTED, EventType.RELEASE_UNCHANGED, EventType.RELEASE_HELD);

    Attempt {
        events = List.copyOf(events);
    }

    /**
     * Groups events by attempt.
     *
     * @param events in the order in which they happened
     * @return in the order in which they started
     */
    static List<Attempt> of(List<Event> events) {
        Map<String, List<Event>> attempts = new LinkedHashMap<>();
        // Files are fetched for an attempt before the attempt has a name.
        Map<String, String> unnamed = new LinkedHashMap<>();
        int number = 0;
        for (Event event : events) {
            String release = EventWords.subject(event);
            String name = event.run();
            if (name.isEmpty()) {
                number++;
                name = event.release().isEmpty() ? "#" + number : unnamed.computeIfAbsent(release, r -> "#" + r);
                if (!attempts.containsKey(name)) {
                    attempts.put(name, new ArrayList<>());
                }
            } else if (!attempts.containsKey(name)) {
                String before = unnamed.remove(release);
                List<Event> fetched = before == null ? null : attempts.remove(before);
                attempts.put(name, fetched == null ? new ArrayList<>() : fetched);
            }
            attempts.get(name).add(event);
        }
        return attempts.entrySet().stream()
                .map(entry -> new Attempt(entry.getKey().startsWith("#") ? "" : entry.getKey(), entry.getValue()))
                .sorted((one, other) -> one.began().compareTo(other.began()))
                .toList();
    }

    Instant began() {
        return events.get(0).at();
    }

    String subject() {
        return EventWords.subject(events.get(0));
    }

    /** Whether it concerns a release. */
    boolean isOfRelease() {
        return !events.get(0).release().isEmpty();
    }

    /**
     * How long each stage took, in order, for stages whose start and end are known. The times come from the clocks of
     * the processes that did the work.
     */
    Map<String, Duration> stages() {
        Map<String, @Nullable Instant> ends = new LinkedHashMap<>();
        ends.put("", first(EnumSet.of(EventType.RELEASE_FOUND)));
        ends.put("fetch", last(EnumSet.of(EventType.FILE_FETCHED)));
        ends.put("read", last(EnumSet.of(EventType.RELEASE_PUBLISHED)));
        ends.put("apply", last(EnumSet.of(EventType.RELEASE_STAGED)));
        ends.put("promote", last(DECISIONS));
        ends.put("capture", last(EnumSet.of(EventType.TRANSACTION_CAPTURED)));
        ends.put("publish", last(EnumSet.of(EventType.CATALOG_COMMITTED)));
        Map<String, Duration> stages = new LinkedHashMap<>();
        Instant before = null;
        for (Map.Entry<String, @Nullable Instant> stage : ends.entrySet()) {
            Instant end = stage.getValue();
            if (end == null) {
                continue;
            }
            if (before != null) {
                // The end of a stage may be reported a moment after the next one has started.
                Duration took = Duration.between(before, end);
                stages.put(stage.getKey(), took.isNegative() ? Duration.ZERO : took);
            }
            before = before == null || end.isAfter(before) ? end : before;
        }
        return stages;
    }

    /** The time from its first event to its last one on the path; empty when there is only one. */
    Optional<Duration> took() {
        Instant last = last(EnumSet.complementOf(EnumSet.of(EventType.RELEASE_ROLLED_BACK)));
        return last == null || events.size() == 1 ? Optional.empty() : Optional.of(Duration.between(began(), last));
    }

    /** Whether it is complete: published, held, or unchanged. */
    boolean isPublished() {
        return first(EnumSet.of(EventType.CATALOG_COMMITTED)) != null;
    }

    boolean isVisible() {
        return first(EnumSet.of(EventType.RELEASE_PROMOTED)) != null;
    }

    private @Nullable Instant first(Set<EventType> types) {
        return events.stream()
                .filter(event -> types.contains(event.type()))
                .map(Event::at)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Instant last(Set<EventType> types) {
        return events.stream()
                .filter(event -> types.contains(event.type()))
                .map(Event::at)
                .reduce((one, other) -> other)
                .orElse(null);
    }
}
