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
 * Has fetching wait while one of the levels is beyond its limit, until all that were have eased, and tells what it waits
 * for. Safe for several threads, of which one at a time is let through; its owner closes what it measures with.
 */
public final class FetchThrottle implements Throttle {

    /** How often the levels are measured, waiting or not: often enough for a limit, seldom enough to cost nothing. */
    public static final Duration BETWEEN_MEASUREMENTS = Duration.ofSeconds(1);

    private final Levels levels;
    private final EventLog events;
    private final InstantSource clock;
    private final StopSignal stop;
    private final Duration pause;
    private long roomSeenNanos;

    /** What is measured. */
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

    /** Takes the levels that decide. */
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
     * What holds fetching up: whatever is beyond its limit, and what was and has not eased yet.
     *
     * @param awaited what was beyond its limit since the waiting began; gets what is now
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
