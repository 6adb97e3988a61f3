package org.datawarp.operate.lookout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.datawarp.operate.metrics.Measurement;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.store.PulseStore.Pulse;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.sinks.object.StoreUsage.OperationClass;

/** What signs of life say about the processes: those that run, and those that do not any more. */
final class ProcessMeasures {

    /** Two signs of life that did not come. */
    private static final Duration SILENT = OwnPulse.EVERY.multipliedBy(3);

    /** Processes that ended without notice are counted for this long. */
    private static final Duration RECENT = Duration.ofHours(1);

    private ProcessMeasures() {}

    static void of(List<Pulse> pulses, Measurements into) {
        Map<String, List<Pulse>> byRole =
                pulses.stream().collect(Collectors.groupingBy(Pulse::role, TreeMap::new, Collectors.toList()));
        List<Measurement> silent = new ArrayList<>();
        List<Measurement> crashes = new ArrayList<>();
        byRole.forEach((role, all) -> {
            Duration last =
                    all.stream().map(Pulse::silent).min(Duration::compareTo).orElse(Duration.ZERO);
            silent.add(Measurement.of(
                    last.toSeconds(),
                    List.of(role),
                    "the last sign of life came %,d s ago".formatted(last.toSeconds())));
            long ended = all.stream().filter(ProcessMeasures::hasCrashed).count();
            crashes.add(
                    Measurement.of(ended, List.of(role), "%d processes of it ended in the last hour".formatted(ended)));
        });
        into.put(Metric.PROCESS_SILENT_SECONDS, silent).put(Metric.PROCESS_CRASHES, crashes);
        List<Pulse> alive = pulses.stream()
                .filter(pulse -> pulse.silent().compareTo(SILENT) <= 0)
                .toList();
        disks(alive, into);
        store(alive, into);
    }

    private static boolean hasCrashed(Pulse pulse) {
        return pulse.silent().compareTo(SILENT) > 0 && pulse.silent().compareTo(RECENT) <= 0;
    }

    private static void disks(List<Pulse> alive, Measurements into) {
        Map<String, Measurement> free = new LinkedHashMap<>();
        Map<String, Measurement> least = new LinkedHashMap<>();
        for (Pulse pulse : alive) {
            double now = pulse.figures().getOrDefault(OwnPulse.DISK_FREE, Double.MAX_VALUE);
            double limit = pulse.figures().getOrDefault(OwnPulse.DISK_LEAST, 0.0);
            String words =
                    "%,.0f MB are free; fetching waits below %,.0f MB".formatted(now / (1 << 20), limit / (1 << 20));
            free.merge(
                    pulse.role(),
                    Measurement.of(now, List.of(pulse.role()), words),
                    (one, other) -> one.value() <= other.value() ? one : other);
            least.merge(
                    pulse.role(),
                    Measurement.of(limit, pulse.role()),
                    (one, other) -> one.value() >= other.value() ? one : other);
        }
        into.put(Metric.PROCESS_DISK_FREE_BYTES, List.copyOf(free.values()));
        into.put(Metric.PROCESS_DISK_LEAST_BYTES, List.copyOf(least.values()));
    }

    private static void store(List<Pulse> alive, Measurements into) {
        into.put(
                Metric.SINK_PUBLISHING_PAUSED,
                most(OwnPulse.PUBLISHING_PAUSED, alive).stream()
                        .map(paused -> Measurement.of(paused, List.of(), ""))
                        .toList());
        List<Measurement> used = new ArrayList<>();
        List<Measurement> free = new ArrayList<>();
        for (OperationClass operation : List.of(OperationClass.A, OperationClass.B)) {
            Optional<R2Price> price = operation.price();
            Optional<Double> month = most(OwnPulse.MONTH_OPERATIONS + operation, alive);
            if (price.isPresent() && month.isPresent()) {
                String words =
                        "%,.0f of %,d calls".formatted(month.get(), price.get().free());
                used.add(Measurement.of(month.get(), List.of(operation.name()), words));
                free.add(Measurement.of(price.get().free(), operation.name()));
            }
        }
        into.put(Metric.SINK_MONTH_OPERATIONS, used).put(Metric.SINK_FREE_OPERATIONS, free);
    }

    /** The largest of what they say about something; empty when none says it. */
    private static Optional<Double> most(String figure, List<Pulse> alive) {
        return alive.stream()
                .flatMap(pulse -> Optional.ofNullable(pulse.figures().get(figure)).stream())
                .max(Double::compare);
    }
}
