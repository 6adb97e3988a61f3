package org.datawarp.operate.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.junit.jupiter.api.Test;

class EventPageTest {

    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    private final List<Event> events = new ArrayList<>();

    private void tell(double second, EventType type, String run, Map<Fact, String> facts) {
        Instant at = NOON.plus(Duration.ofMillis((long) (second * 1000)));
        events.add(new Event(type, "ae-monthly", "2025-03", run, facts, at));
    }

    private void tellALoad(String run, double start) {
        tell(start + 0.5, EventType.FILE_FETCHED, "", Map.of(Fact.FILE, "march.csv", Fact.BYTES, "2100"));
        tell(start + 1.5, EventType.RELEASE_PUBLISHED, run, Map.of(Fact.SHEETS, "1", Fact.ROWS, "1200"));
        tell(start + 2.5, EventType.RELEASE_STAGED, run, Map.of());
    }

    private static String print(Consumer<EventPage> printing) {
        StringWriter text = new StringWriter();
        printing.accept(new EventPage(new PrintWriter(text, true)));
        return text.toString();
    }

    private List<String> story() {
        return print(page -> page.printStories(events)).lines().toList();
    }

    @Test
    void tellsALoadFromThePageToTheCatalogueWithTheTimeOfEachStage() {
        tell(0, EventType.RELEASE_FOUND, "", Map.of(Fact.FILES, "1"));
        tellALoad("r1", 0);
        tell(3, EventType.RELEASE_PROMOTED, "r1", Map.of(Fact.INSERTED, "1200"));
        tell(3.25, EventType.TRANSACTION_CAPTURED, "r1", Map.of(Fact.CHANGES, "1200"));
        tell(4.25, EventType.CATALOG_COMMITTED, "r1", Map.of(Fact.VERSION, "7"));

        assertThat(story())
                .containsExactly(
                        "",
                        "ae-monthly 2025-03, run r1, 1 June 2025",
                        "  12:00:00.000             found on its page: 1 file",
                        "  12:00:00.500     +0.5 s  fetched march.csv, 2.1 kB (SHA-256 …)",
                        "  12:00:01.500     +1.0 s  in the raw topic: 1 sheet, 1,200 rows",
                        "  12:00:02.500     +1.0 s  at the database, typed",
                        "  12:00:03.000     +0.5 s  visible in PostgreSQL: 1,200 new, 0 changed, 0 gone",
                        "  12:00:03.250     +0.3 s  in Kafka for the sink: 1,200 changes",
                        "  12:00:04.250     +1.0 s  published in catalogue version 7",
                        "  4.3 s in all: fetch 0.5 s, read 1.0 s, apply 1.0 s, promote 0.5 s, capture 0.3 s, publish 1.0 s.");
    }

    @Test
    void tellsWhyAReleaseIsHeldAndWhatToDo() {
        tellALoad("r1", 0);
        tell(3, EventType.RELEASE_HELD, "r1", Map.of(Fact.MESSAGE, "shrunk, ae: found 1\nincomplete, x: found 2"));

        assertThat(story())
                .containsSubsequence(
                        "  12:00:03.000     +0.5 s  held, nothing of it is visible: shrunk, ae: found 1",
                        "                             incomplete, x: found 2",
                        "                           to do: see what has changed, and correct it: ./datawarp repair ae-monthly"
                                + " --release=2025-03")
                .endsWith("  2.5 s in all: read 1.0 s, apply 1.0 s, promote 0.5 s.");
    }

    @Test
    void saysOfAReleaseThatIsVisibleThatItIsNotInTheCatalogueYet() {
        tellALoad("r1", 0);
        tell(3, EventType.RELEASE_PROMOTED, "r1", Map.of());

        assertThat(story()).last().asString().endsWith("It is not in the catalogue (yet).");
    }

    @Test
    void tellsEachAttemptWithWhatWasFetchedForItAlsoWhenTheOneBeforeIsNotYetPublished() {
        tellALoad("r1", 0);
        tellALoad("r2", 10);
        events.add(
                4,
                new Event(EventType.RELEASE_PROMOTED, "ae-monthly", "2025-03", "r1", Map.of(), NOON.plusSeconds(11)));
        tell(20, EventType.FILE_REJECTED, "", Map.of(Fact.FILE, "march.csv", Fact.MESSAGE, "404"));

        List<Attempt> attempts = Attempt.of(events);

        assertThat(attempts).extracting(Attempt::run).containsExactly("r1", "r2", "");
        assertThat(attempts.get(0).events())
                .extracting(Event::type)
                .containsExactly(
                        EventType.FILE_FETCHED,
                        EventType.RELEASE_PUBLISHED,
                        EventType.RELEASE_STAGED,
                        EventType.RELEASE_PROMOTED);
        assertThat(attempts.get(1).events()).hasSize(3);
        assertThat(attempts.get(2).events()).hasSize(1);
    }

    @Test
    void tellsOfManySheetsTheFirstAndHowManyThereAre() {
        for (int i = 0; i < 1_200; i++) {
            tell(i, EventType.SHEET_PUBLISHED, "r1", Map.of(Fact.FILE, "a.xlsx", Fact.SHEET, "T" + i, Fact.ROWS, "1"));
        }

        assertThat(story())
                .hasSizeLessThan(12)
                .anyMatch(line -> line.endsWith("read a.xlsx › T0: 1 row"))
                .anyMatch(line -> line.endsWith("and 1,195 more; --json shows each"));
    }

    @Test
    void hasWordsForEveryTypeAndSaysOfEachProblemWhatToDo() {
        for (EventType type : EventType.values()) {
            Event event = new Event(type, "ae-monthly", "2025-03", "r1", Map.of(), NOON);

            String line = print(page -> page.printLine(event));

            assertThat(line).as(type.name()).startsWith("2025-06-01 12:00:00  ae-monthly 2025-03  ");
            assertThat(line.contains("to do: ")).as(type.name()).isEqualTo(type.isProblem());
        }
    }
}
