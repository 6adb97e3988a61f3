package org.datawarp.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;

/** Measures legs and prints them side by side. Used by one thread. */
final class Meter {

    private static final double NANOS = 1e9;

    /** What is measured. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private record Leg(String name, long rows, double seconds, double cpuSeconds) {}

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<Leg> legs = new ArrayList<>();
    private final PrintWriter out;

    Meter(PrintWriter out) {
        this.out = out;
    }

    /** Runs the work and records its figures. */
    void measure(String name, long rows, Work work) throws Exception {
        Mark start = mark();
        work.run();
        note(name, rows, start, mark());
    }

    /** A moment, with the CPU time used until then by this process and PostgreSQL's. */
    record Mark(long nanos, long cpuNanos) {}

    Mark mark() {
        return new Mark(System.nanoTime(), system.getProcessCpuTime() + childrenCpuNanos());
    }

    void note(String name, long rows, Mark from, Mark to) {
        legs.add(new Leg(name, rows, (to.nanos() - from.nanos()) / NANOS, (to.cpuNanos() - from.cpuNanos()) / NANOS));
    }

    /** Of all descendants of this process: the embedded PostgreSQL. */
    private static long childrenCpuNanos() {
        return ProcessHandle.current()
                .descendants()
                .map(child -> child.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .mapToLong(java.time.Duration::toNanos)
                .sum();
    }

    /** @param baseline the leg that the others are compared with */
    void print(String title, String baseline) throws IOException {
        double reference = legs.stream()
                .filter(leg -> leg.name().equals(baseline))
                .mapToDouble(leg -> leg.rows() / leg.seconds())
                .findFirst()
                .orElse(Double.NaN);
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT),
                List.of("leg", "seconds", "rows/s", "CPU us/row", "x " + baseline));
        for (Leg leg : legs) {
            double rate = leg.rows() / leg.seconds();
            table.add(List.of(
                    leg.name(),
                    "%.1f".formatted(leg.seconds()),
                    "%,.0f".formatted(rate),
                    "%.1f".formatted(leg.cpuSeconds() * 1e6 / leg.rows()),
                    "%.2f".formatted(rate / reference)));
        }
        out.printf("%n%s%n", title);
        out.print(table);
        out.flush();
        legs.clear();
    }
}
