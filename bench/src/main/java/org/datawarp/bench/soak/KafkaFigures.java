package org.datawarp.bench.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The size of Kafka's log on disk, by topic. Indexes are not counted: each reserves its space and is truncated when it
 * is full.
 */
final class KafkaFigures {

    private KafkaFigures() {}

    /**
     * @param logs the folder with one folder for each partition
     * @return bytes by topic; all raw topics are one entry, and so are other topics of publications and datasets
     */
    static Map<String, Long> bytesByTopic(Path logs) throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        if (!Files.isDirectory(logs)) {
            return bytes;
        }
        try (Stream<Path> partitions = Files.list(logs)) {
            for (Path partition : partitions.filter(Files::isDirectory).toList()) {
                String topic = partition.getFileName().toString().replaceFirst("-\\d+$", "");
                bytes.merge(kind(topic), logBytes(partition), Long::sum);
            }
        }
        return bytes;
    }

    /** Whether it belongs to no publication, and holds only offsets and similar internal state. */
    static boolean isInternal(String topic) {
        return topic.startsWith("__") || topic.startsWith("datawarp-") || topic.equals("datawarp.capture-offsets");
    }

    private static String kind(String topic) {
        return topic.replaceFirst("^(datawarp\\.(raw|rows|rejected|changes))\\..+", "$1.*");
    }

    private static long logBytes(Path partition) throws IOException {
        try (Stream<Path> files = Files.list(partition)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .mapToLong(KafkaFigures::size)
                    .sum();
        } catch (UncheckedIOException | NoSuchFileException e) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
