package org.datawarp.operate.pressure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.producers.publish.Throttle;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;

/**
 * Makes fetching wait when a level is beyond its limit, until every such level has eased, and reports what it waits
 * for. Safe for several threads, and lets one through at a time. Its owner closes the measurement.
 */
public final class FetchThrottle implements Throttle {

    /** How often the levels are measured: often enough to keep a limit, rarely enough to cost nothing. */
    public static final Duration BETWEEN_MEASUREMENTS = Duration.ofSeconds(1);

    private final Levels levels;
    private final EventLog events;
    private final InstantSource clock;
    private final StopSignal stop;
    private final Duration pause;
    private long roomSeenNanos;

    /** Measures the levels. */
    interface Levels {

        List<Level> all() throws InterruptedException;

        Level disk();
    }

    /**
     * @param stop ends the waiting
     * @param pause between two measurements
     */
    public FetchThrottle(Levels levels, EventLog events, InstantSource clock, StopSignal stop, Duration pause) {
        this.levels = levels;
        this.events = events;
        this.clock = clock;
        this.stop = stop;
        this.pause = pause;
        this.roomSeenNanos = System.nanoTime() - pause.toNanos();
    }

    @Override
    public synchronized void awaitDisk(PublicationName publication, ReleaseName release) throws IOException {
        if (levels.disk().isBeyond()) {
            await(publication, release, () -> List.of(levels.disk()));
        }
    }

    @Override
    public synchronized void awaitRoom(PublicationName publication, ReleaseName release) throws IOException {
        if (System.nanoTime() - roomSeenNanos < pause.toNanos()) {
            return;
        }
        await(publication, release, levels::all);
        roomSeenNanos = System.nanoTime();
    }

    /** Chooses the levels that decide. */
    private interface Measurement {
        List<Level> take() throws InterruptedException;
    }

    private void await(PublicationName publication, ReleaseName release, Measurement measurement) throws IOException {
        long begun = System.nanoTime();
        Set<String> awaited = new HashSet<>();
        String told = "";
        try {
            List<Level> holding = holding(measurement.take(), awaited);
            while (!holding.isEmpty()) {
                String what = holding.stream().map(Level::what).collect(Collectors.joining(", "));
                if (!what.equals(told)) {
                    tell(EventType.FETCH_PAUSED, publication, release, Map.of(Fact.WAITS_FOR, lines(holding)));
                    told = what;
                }
                if (stop.await(pause)) {
                    throw new InterruptedIOException("Stopped while %s %s waited for %s"
                            .formatted(publication, release, lines(holding).replace("\n", "; ")));
                }
                holding = holding(measurement.take(), awaited);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while %s %s waited".formatted(publication, release));
        }
        if (!told.isEmpty()) {
            long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
            tell(EventType.FETCH_RESUMED, publication, release, Map.of(Fact.SECONDS, Long.toString(seconds)));
        }
    }

    /**
     * The levels that fetching waits for: those beyond their limit, and those that were and have not eased yet.
     *
     * @param awaited the levels that were beyond their limit since the wait started; the current ones are added
     */
    private static List<Level> holding(List<Level> levels, Set<String> awaited) {
        levels.stream().filter(Level::isBeyond).map(Level::what).forEach(awaited::add);
        return levels.stream()
                .filter(level -> awaited.contains(level.what()) && !level.isEased())
                .toList();
    }

    private static String lines(List<Level> levels) {
        return levels.stream().map(Level::toString).collect(Collectors.joining("\n"));
    }

    private void tell(EventType type, PublicationName publication, ReleaseName release, Map<Fact, String> facts) {
        events.record(new Event(type, publication.value(), release.value(), "", facts, clock.instant()));
    }
}
