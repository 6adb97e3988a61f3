package org.datawarp.bench.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Figures of a process from Linux's {@code /proc}. A process that has ended has none. */
final class ProcFigures {

    private static final long BYTES_A_KILOBYTE = 1_024;

    /** Ticks a second in {@code /proc/<pid>/stat}: the same on every Linux that Java runs on. */
    private static final double TICKS_A_SECOND = 100;

    /** User and system time, and both for children that have ended and were waited for; counted after the name. */
    private static final int FIRST_TIME = 11;

    private static final int TIMES = 4;

    private ProcFigures() {}

    /**
     * Memory that is in RAM.
     *
     * @param ownBytes of this process alone
     * @param fileBytes of files such as programs and libraries; other processes may share them
     * @param sharedBytes for example PostgreSQL's buffers, which its processes share
     * @param threads running
     */
    record Memory(long ownBytes, long fileBytes, long sharedBytes, long threads) {

        private static final Memory NONE = new Memory(0, 0, 0, 0);

        long bytes() {
            return ownBytes + fileBytes + sharedBytes;
        }
    }

    static Memory memory(long pid) {
        Map<String, Long> lines = new TreeMap<>();
        for (String line : read(proc(pid, "status")).split("\n", -1)) {
            String[] words = line.split("[:\\s]+", -1);
            if (words.length > 1 && words[1].matches("\\d+")) {
                lines.put(words[0], Long.parseLong(words[1]));
            }
        }
        return lines.containsKey("RssAnon")
                ? new Memory(
                        kilobytes(lines, "RssAnon"),
                        kilobytes(lines, "RssFile"),
                        kilobytes(lines, "RssShmem"),
                        lines.getOrDefault("Threads", 0L))
                : Memory.NONE;
    }

    private static long kilobytes(Map<String, Long> lines, String name) {
        return lines.getOrDefault(name, 0L) * BYTES_A_KILOBYTE;
    }

    /** Seconds of processor time of a process, including its children that have ended. */
    static double cpuSeconds(long pid) {
        String stat = read(proc(pid, "stat"));
        int end = stat.lastIndexOf(") ");
        if (end < 0) {
            return 0;
        }
        String[] fields = stat.substring(end + 2).split(" ", -1);
        double ticks = 0;
        for (int i = 0; i < TIMES; i++) {
            ticks += Long.parseLong(fields[FIRST_TIME + i]);
        }
        return ticks / TICKS_A_SECOND;
    }

    /** The target of each open descriptor: a path, or text such as {@code socket:[1234]}. */
    static List<String> descriptors(long pid) {
        List<String> targets = new ArrayList<>();
        try (Stream<Path> open = Files.list(proc(pid, "fd"))) {
            open.forEach(descriptor -> target(descriptor).ifPresent(targets::add));
        } catch (IOException | UncheckedIOException e) {
            return targets;
        }
        return targets;
    }

    private static Optional<String> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Sums over a process and all its descendants. */
    static long sum(ProcessHandle process, ToLongFunction<ProcessHandle> figure) {
        return figure.applyAsLong(process)
                + process.descendants().mapToLong(figure).sum();
    }

    private static Path proc(long pid, String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
