package org.datawarp.bench.reading;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process of one reading: one rival, one file, once, cold, as files are read in practice. */
public final class OneReading {

    private OneReading() {}

    /**
     * The figures of one process.
     *
     * @param cpuNanos of this process, the start of the Java machine included
     * @param residentKilobytes at most; 0 when the system does not report it
     */
    record Figures(Rival.Count count, long nanos, long cpuNanos, long residentKilobytes) {

        String line() {
            return "%d %d %d %d %d %d"
                    .formatted(count.rows(), count.cells(), count.chars(), nanos, cpuNanos, residentKilobytes);
        }

        static Figures of(String line) {
            String[] parts = line.strip().split(" ", -1);
            Rival.Count count =
                    new Rival.Count(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            return new Figures(count, Long.parseLong(parts[3]), Long.parseLong(parts[4]), Long.parseLong(parts[5]));
        }
    }

    /** @param arguments the rival and the file */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]);
        long start = System.nanoTime();
        Rival.Count count = Rival.valueOf(arguments[0]).read(file);
        long nanos = System.nanoTime() - start;
        System.out.println(new Figures(count, nanos, cpuNanos(), residentKilobytes()).line());
    }

    private static long cpuNanos() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    private static long residentKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
