package org.datawarp.platform.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A broker's files on disk, one folder for each partition of a topic. To be used while the broker does not run. A log
 * that is set aside is lost to the broker, which starts an empty one in its place. Used by one thread at a time.
 */
public final class KafkaLogs {

    /** The log in which the broker keeps the list of topics. */
    public static final String CLUSTER = "__cluster_metadata";

    private static final Pattern PARTITION = Pattern.compile("(.+)-\\d+");

    /** Named by the first offset that it may hold. */
    private static final Pattern SEGMENT = Pattern.compile("(\\d{20})\\.log");

    private static final String SNAPSHOT = ".checkpoint";

    /** The file that the broker leaves when it stops in order. */
    private static final String STOPPED_IN_ORDER = ".kafka_cleanshutdown";

    /** A version, the number of logs, and a line of topic, partition and offset for each log. */
    private static final String FLUSHED = "recovery-point-offset-checkpoint";

    private static final Pattern FLUSHED_ENTRY = Pattern.compile("(\\S+) (\\d{1,9}) (\\d{1,18})");

    private final Path logs;
    private final Path aside;

    /** @param directory as {@link EmbeddedKafka#start(Path, int)} takes it */
    KafkaLogs(Path directory) {
        this.logs = directory.resolve("log");
        this.aside = directory.resolve("damaged");
    }

    /** Checks a broker's logs before it starts. */
    @FunctionalInterface
    public interface Check {
        /** May set some of them aside. What it throws keeps the broker from starting. */
        void look(KafkaLogs logs) throws IOException;
    }

    /** Where what is set aside is kept. */
    public Path aside() {
        return aside;
    }

    /** All topics of which there is a log. */
    public Set<String> topics() throws IOException {
        return topics(logs);
    }

    /** The topics of which a log is set aside. */
    public Set<String> topicsAside() throws IOException {
        return topics(aside);
    }

    private static Set<String> topics(Path folder) throws IOException {
        Set<String> topics = new TreeSet<>();
        partitions(folder).forEach(partition -> topics.add(topic(partition)));
        return topics;
    }

    private static String topic(Path partition) {
        Matcher name = PARTITION.matcher(partition.getFileName().toString());
        return name.matches() ? name.group(1) : "";
    }

    private static List<Path> partitions(Path folder) throws IOException {
        return children(folder).stream()
                .filter(path -> Files.isDirectory(path) && !topic(path).isEmpty())
                .toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    /**
     * Reads all logs from beginning to end. An end cut off by the death of a process or a machine is not damage: the
     * broker repairs that itself.
     *
     * @return for each damaged topic, what is wrong with its first damaged record
     */
    public Map<String, String> damage() throws IOException {
        boolean isOrderly = Files.exists(logs.resolve(STOPPED_IN_ORDER));
        Map<String, String> damage = new TreeMap<>();
        for (Path partition : partitions(logs)) {
            Optional<String> found = damageOf(partition, isOrderly);
            if (found.isPresent()) {
                damage.putIfAbsent(topic(partition), found.get());
            }
        }
        return damage;
    }

    private Optional<String> damageOf(Path partition, boolean isOrderly) throws IOException {
        List<Path> segments = new ArrayList<>();
        for (Path file : children(partition)) {
            if (file.toString().endsWith(SNAPSHOT)) {
                Optional<String> found = words(file, new SegmentCheck(file, 0, false).first());
                if (found.isPresent()) {
                    return found;
                }
            } else if (SEGMENT.matcher(file.getFileName().toString()).matches()) {
                segments.add(file);
            }
        }
        long end = 0;
        for (Path segment : segments) {
            boolean isLast = segment.equals(segments.get(segments.size() - 1));
            SegmentCheck check = new SegmentCheck(segment, firstOffset(segment), isLast);
            Optional<SegmentCheck.Finding> found = check.first();
            if (found.isPresent()
                    && (!isLast
                            || isOrderly
                            || check.isFollowedByRecords(found.get().position()))) {
                return words(segment, found);
            }
            end = check.endOffset();
        }
        long flushed = flushed().getOrDefault(partition.getFileName().toString(), 0L);
        return end >= flushed
                ? Optional.empty()
                : Optional.of("%s: found an end at the offset %d, expected one at %d or later"
                        .formatted(partition.getFileName(), end, flushed));
    }

    /** The offset up to which each log was on the disk for certain, by the name of its folder. */
    private Map<String, Long> flushed() throws IOException {
        Map<String, Long> offsets = new TreeMap<>();
        Path file = logs.resolve(FLUSHED);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                Matcher entry = FLUSHED_ENTRY.matcher(line);
                if (entry.matches()) {
                    offsets.put(entry.group(1) + "-" + entry.group(2), Long.valueOf(entry.group(3)));
                }
            }
        }
        return offsets;
    }

    private static long firstOffset(Path segment) {
        return Long.parseLong(segment.getFileName().toString().replace(".log", ""));
    }

    private Optional<String> words(Path file, Optional<SegmentCheck.Finding> finding) {
        return finding.map(found -> "%s, byte %,d: found %s, expected records as they were written"
                .formatted(logs.relativize(file), found.position(), found.problem()));
    }

    /** Sets all logs of these topics aside. */
    public void setAside(Collection<String> topics) throws IOException {
        // This comes first, so that the empty logs in their place are not taken for damaged ones.
        forgetFlushed(topics);
        move(topics, logs, aside);
    }

    private void forgetFlushed(Collection<String> topics) throws IOException {
        Map<String, Long> kept = flushed();
        if (kept.keySet().removeIf(partition -> topics.contains(topic(Path.of(partition))))) {
            List<String> lines = new ArrayList<>(List.of("0", String.valueOf(kept.size())));
            kept.forEach((partition, offset) -> {
                int number = partition.lastIndexOf('-');
                lines.add(
                        "%s %s %d".formatted(partition.substring(0, number), partition.substring(number + 1), offset));
            });
            Files.write(logs.resolve(FLUSHED), lines, StandardCharsets.ISO_8859_1);
        }
    }

    private static void move(Collection<String> topics, Path from, Path to) throws IOException {
        for (Path partition : partitions(from)) {
            if (topics.contains(topic(partition))) {
                Path place = Files.createDirectories(to)
                        .resolve(partition.getFileName().toString());
                Directories.delete(place);
                Files.move(partition, place);
            }
        }
    }

    /** Sets everything aside: the broker starts as in an empty directory. */
    public void setAllAside() throws IOException {
        // The list of topics comes last, so that an interrupted run is done again.
        Set<String> topics = topics();
        topics.remove(CLUSTER);
        setAside(topics);
        setAside(Set.of(CLUSTER));
        Directories.delete(logs);
    }

    /** Deletes what is set aside of topics. */
    public void forget(Collection<String> topics) throws IOException {
        for (Path partition : partitions(aside)) {
            if (topics.contains(topic(partition))) {
                Directories.delete(partition);
            }
        }
        if (partitions(aside).isEmpty()) {
            Directories.delete(aside);
        }
    }

    /**
     * Keeps for a person what is set aside of topics, in place of what was kept of them before.
     *
     * @return where it is
     */
    public Path keep(Collection<String> topics) throws IOException {
        Path kept = aside.resolveSibling("damaged-kept");
        move(topics, aside, kept);
        return kept;
    }
}
