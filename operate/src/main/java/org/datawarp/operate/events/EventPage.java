package org.datawarp.operate.events;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;

/** Prints what happened, for a person. Times are in UTC. Used by one thread. */
public final class EventPage {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** How many events of a frequent kind, such as sheets, are shown one by one. */
    private static final int MOST_ALIKE = 5;

    private final PrintWriter out;

    public EventPage(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints the events of each attempt, the latest attempt last.
     *
     * @param events in the order in which they happened
     */
    public void printStories(List<Event> events) {
        for (Attempt attempt : Attempt.of(events)) {
            if (attempt.isOfRelease()) {
                printStory(attempt);
            } else {
                attempt.events().forEach(this::printLine);
            }
        }
        out.flush();
    }

    private void printStory(Attempt attempt) {
        String run = attempt.run().isEmpty() ? "" : ", run " + attempt.run();
        out.printf("%n%s%s, %s%n", attempt.subject(), run, DAY.format(attempt.began()));
        Instant before = attempt.began();
        for (List<Event> alike : alike(attempt.events())) {
            for (Event event : alike.subList(0, Math.min(MOST_ALIKE, alike.size()))) {
                printStep(event, before);
                before = event.at();
            }
            if (alike.size() > MOST_ALIKE) {
                before = alike.get(alike.size() - 1).at();
                out.printf("%27sand %,d more; --json shows each%n", "", alike.size() - MOST_ALIKE);
            }
        }
        printEnd(attempt);
    }

    private static List<List<Event>> alike(List<Event> events) {
        List<List<Event>> runs = new ArrayList<>();
        EventType type = null;
        for (Event event : events) {
            if (event.type() != type) {
                runs.add(new ArrayList<>());
                type = event.type();
            }
            runs.get(runs.size() - 1).add(event);
        }
        return runs;
    }

    private void printStep(Event event, Instant before) {
        Duration since = Duration.between(before, event.at());
        String step = since.toMillis() < 50 ? "" : "+" + seconds(since);
        out.printf("  %s  %9s  %s%n", TIME.format(event.at()), step, indented(EventWords.of(event)));
        printAdvice(event, " ".repeat(27));
    }

    private void printAdvice(Event event, String indent) {
        String advice = EventWords.advice(event);
        if (!advice.isEmpty()) {
            out.printf("%sto do: %s%n", indent, advice);
        }
    }

    private static String indented(String text) {
        return text.stripTrailing().replace("\n", System.lineSeparator() + " ".repeat(29));
    }

    private void printEnd(Attempt attempt) {
        Map<String, Duration> stages = attempt.stages();
        if (attempt.took().isEmpty() || stages.isEmpty()) {
            return;
        }
        List<String> parts = new ArrayList<>();
        stages.forEach((stage, took) -> parts.add(stage + " " + seconds(took)));
        String yet = attempt.isVisible() && !attempt.isPublished() ? " It is not in the catalogue (yet)." : "";
        out.printf("  %s in all: %s.%s%n", seconds(attempt.took().get()), String.join(", ", parts), yet);
    }

    private static String seconds(Duration took) {
        long minutes = took.toMinutes();
        return minutes < 2 ? "%.1f s".formatted(took.toMillis() / 1e3) : "%,d min".formatted(minutes);
    }

    /** One event on its own line, and what to do about it below. */
    public void printLine(Event event) {
        out.printf(
                "%s  %s  %s%n",
                MOMENT.format(event.at()),
                EventWords.subject(event),
                EventWords.of(event).stripTrailing().replace("\n", System.lineSeparator() + " ".repeat(23)));
        printAdvice(event, " ".repeat(21));
        out.flush();
    }
}
