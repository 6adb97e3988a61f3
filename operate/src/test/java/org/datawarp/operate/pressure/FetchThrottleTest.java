package org.datawarp.operate.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fetching waits for the later steps, and continues by itself. */
class FetchThrottleTest {

    private static final PublicationName PUBLICATION = new PublicationName("beds");
    private static final ReleaseName RELEASE = new ReleaseName("2025-03");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2025-06-01T12:00:00Z"));
    private static final long LIMIT = 100;
    private static final long ENOUGH = 10 * LIMIT;

    private final List<Event> events = new ArrayList<>();
    private final StopSignal stop = new StopSignal();
    private final Measured measured = new Measured();

    /** Gives one measurement after the other; the last for ever. */
    private static final class Measured implements FetchThrottle.Levels {
        private final Deque<List<Level>> all = new ArrayDeque<>();
        private final Deque<Level> disk = new ArrayDeque<>();
        private int taken;

        @Override
        public List<Level> all() {
            taken++;
            return all.size() > 1 ? all.remove() : all.element();
        }

        @Override
        public Level disk() {
            taken++;
            return disk.size() > 1 ? disk.remove() : disk.element();
        }
    }

    private static Level rows(long amount) {
        return Level.ofMost("rows that are not loaded", amount, LIMIT);
    }

    private static Level changes(long amount) {
        return Level.ofMost("changes that are not in the catalogue", amount, LIMIT);
    }

    private static Level free(long bytes) {
        return Level.ofLeastBytes("free room", bytes, LIMIT);
    }

    private void measures(long... rows) {
        for (long amount : rows) {
            measured.all.add(List.of(rows(amount), changes(0)));
        }
    }

    private FetchThrottle throttle() {
        return new FetchThrottle(measured, events::add, CLOCK, stop, Duration.ofMillis(1));
    }

    private void await() throws IOException {
        throttle().awaitRoom(PUBLICATION, RELEASE);
    }

    @Test
    void letsThroughAtOnceUpToTheLimit() throws IOException {
        measures(LIMIT);

        await();

        assertThat(measured.taken).isEqualTo(1);
        assertThat(events).isEmpty();
    }

    @Test
    void waitsBeyondTheLimitUntilHalfOfItIsLeft() throws IOException {
        measures(101, 250, 100, 51, 50, 0);

        await();

        assertThat(measured.taken).isEqualTo(5);
        assertThat(events).extracting(Event::type).containsExactly(EventType.FETCH_PAUSED, EventType.FETCH_RESUMED);
        assertThat(events.get(0).publication()).isEqualTo("beds");
        assertThat(events.get(0).facts()).containsEntry(Fact.WAITS_FOR, "rows that are not loaded: 101 (at most 100)");
        assertThat(events.get(1).facts()).containsKey(Fact.SECONDS);
    }

    @Test
    void tellsAnewWhenItWaitsForSomethingElse() throws IOException {
        measured.all.add(List.of(rows(200), changes(80)));
        measured.all.add(List.of(rows(150), changes(120)));
        measured.all.add(List.of(rows(40), changes(90)));
        measured.all.add(List.of(rows(60), changes(10)));
        measured.all.add(List.of(rows(0), changes(20)));

        await();

        assertThat(measured.all).hasSize(1);
        assertThat(events)
                .extracting(event -> event.facts().getOrDefault(Fact.WAITS_FOR, "on"))
                .containsExactly(
                        "rows that are not loaded: 200 (at most 100)",
                        "rows that are not loaded: 150 (at most 100)\nchanges that are not in the catalogue: 120 (at most 100)",
                        "changes that are not in the catalogue: 90 (at most 100)",
                        "rows that are not loaded: 60 (at most 100)",
                        "on");
    }

    @Test
    @Tag("B8")
    void waitsForAServiceThatDoesNotAnswer() throws IOException {
        measured.all.add(List.of(Level.unknown("changes", "the object store does not answer: no route")));
        measures(0);

        await();

        assertThat(events.get(0).facts().get(Fact.WAITS_FOR)).contains("the object store does not answer: no route");
        assertThat(events).extracting(Event::type).endsWith(EventType.FETCH_RESUMED);
    }

    @Test
    @Tag("D5")
    void waitsWhileTheDiskIsNearlyFullUntilThereIsAQuarterMore() throws IOException {
        for (long free : new long[] {99, 99, 110, 124, 125, ENOUGH}) {
            measured.disk.add(free(free));
        }

        throttle().awaitDisk(PUBLICATION, RELEASE);

        assertThat(measured.disk).hasSize(1);
        assertThat(events).extracting(Event::type).containsExactly(EventType.FETCH_PAUSED, EventType.FETCH_RESUMED);
    }

    @Test
    void endsTheWaitingWhenItIsTimeToStop() {
        measures(500);
        stop.set();

        assertThatThrownBy(this::await)
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("beds 2025-03 waited for rows that are not loaded: 500 (at most 100)");
    }
}
