package org.datawarp.operate.lookout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.datawarp.operate.metrics.Measurement;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.pressure.Level;
import org.datawarp.operate.vitals.DatabaseSigns.Rejected;
import org.datawarp.operate.vitals.DatabaseSigns.Slot;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseStatus;

/** Turns what was read into metrics, with the words that a person needs beside them. Used by one thread at a time. */
final class Measuring {

    /** Added to both counts: one row more than none does not matter. */
    private static final double FEW = 10;

    private static final double MEGABYTE = 1 << 20;

    private final InstantSource clock;
    private final Map<Metric, Unmoved> unmoved = new EnumMap<>(Metric.class);

    Measuring(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * How far a role is with its work.
     *
     * @param waiting how much it has to do
     * @param position differs as soon as some of it was done
     */
    record Progress(long waiting, Object position) {}

    /** Where a role has been, and since when. */
    private record Unmoved(Object position, Instant since) {}

    /** @param services a question to each that fails when there is no answer, in the order in which they are asked */
    static void services(Map<String, Callable<?>> services, Measurements into) throws InterruptedException {
        List<Measurement> answers = new ArrayList<>();
        for (Map.Entry<String, Callable<?>> service : services.entrySet()) {
            answers.add(answer(service.getKey(), service.getValue()));
        }
        into.put(Metric.PROCESS_SERVICE_ANSWERS, answers);
    }

    private static Measurement answer(String service, Callable<?> question) throws InterruptedException {
        try {
            question.call();
            return Measurement.of(1, service);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            return Measurement.of(0, List.of(service), why);
        }
    }

    static void held(List<ReleaseStatus> held, Measurements into) {
        into.put(
                Metric.APPLY_RELEASE_HELD,
                held.stream()
                        .map(release -> Measurement.of(
                                1,
                                List.of(
                                        release.publication().value(),
                                        release.release().value()),
                                release.reasons().stream()
                                        .map(HoldReason::toString)
                                        .collect(Collectors.joining("\n"))))
                        .toList());
    }

    static void rejected(List<Rejected> rejected, Measurements into) {
        into.put(
                Metric.APPLY_REJECTIONS_RATIO,
                rejected.stream()
                        .map(one -> Measurement.of(
                                (one.rows() + FEW) / (one.usual() + FEW),
                                List.of(one.publication()),
                                "%,d rows of %s; otherwise %,d".formatted(one.rows(), one.release(), one.usual())))
                        .toList());
    }

    /**
     * @param found empty while there has been no capture yet
     * @param mostLogBytes that PostgreSQL may keep for capture before fetching waits
     */
    static void slot(Optional<Slot> found, long mostLogBytes, Measurements into) {
        Slot slot = found.orElse(new Slot("", true, 0));
        String kept = "%,.0f MB of log are kept; fetching waits beyond %,.0f MB"
                .formatted(slot.keptLogBytes() / MEGABYTE, mostLogBytes / MEGABYTE);
        into.put(Metric.CAPTURE_SLOT_USED, List.of(Measurement.of(slot.isUsed() ? 1 : 0, List.of(), kept)))
                .put(Metric.CAPTURE_SLOT_LOST, slot.isLost() ? 1 : 0)
                .put(Metric.CAPTURE_WAL_RETAINED_BYTES, List.of(Measurement.of(slot.keptLogBytes(), List.of(), kept)))
                .put(Metric.CAPTURE_WAL_MOST_BYTES, mostLogBytes);
    }

    static void levels(List<Level> levels, Measurements into) {
        into.put(
                Metric.FETCH_HELD_UP,
                levels.stream()
                        .map(level -> Measurement.of(level.isBeyond() ? 1 : 0, List.of(level.what()), level.toString()))
                        .toList());
    }

    /**
     * How long something has waited without any of it being done; zero when nothing waits, or some was done since the last
     * time.
     *
     * @param waits what it is that waits, for a person
     */
    void still(Metric metric, String waits, Progress now, Measurements into) {
        Unmoved before = unmoved.get(metric);
        if (before == null || now.waiting() == 0 || !now.position().equals(before.position())) {
            before = new Unmoved(now.position(), clock.instant());
            unmoved.put(metric, before);
        }
        Duration still = Duration.between(before.since(), clock.instant());
        String words = "%,d %s; none was taken for %,d minutes".formatted(now.waiting(), waits, still.toMinutes());
        into.put(metric, List.of(Measurement.of(still.toSeconds(), List.of(), words)));
    }
}
