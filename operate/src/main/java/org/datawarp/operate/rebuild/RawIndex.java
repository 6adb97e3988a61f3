package org.datawarp.operate.rebuild;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.release.RawRange;
import org.jspecify.annotations.Nullable;

/**
 * An index of the raw topics, made by reading them completely: every attempt that was started. Read once, by one
 * thread.
 */
final class RawIndex {

    /** Besides its rows, each sheet has a start message and an end message. */
    private static final int SHEET_BOUNDS = 2;

    private final RowCodec codec = new RowCodec();
    private final Map<String, Found> runs = new LinkedHashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();

    private RawIndex() {}

    /** @param kafka client properties */
    static RawIndex read(Map<String, Object> kafka) {
        RawIndex index = new RawIndex();
        TopicReader reader = new TopicReader(kafka);
        Set<String> topics = reader.topics();
        topics.stream()
                .filter(topic -> Topics.RAW_TOPICS.matcher(topic).matches())
                .sorted()
                .forEach(topic -> index.read(topic, reader));
        return index;
    }

    private void read(String topic, TopicReader reader) {
        partitions.put(topic, reader.partitionsOf(topic));
        reader.readToEnd(topic, message -> {
            take(message);
            return true;
        });
    }

    /**
     * An attempt in the topic.
     *
     * @param openedAt when it was opened, as PostgreSQL sees it: after the attempts before it in the topic, regardless
     *     of the clock
     * @param isWhole whether it is complete: start and end in each partition, and all rows of its sheets
     * @param ranges where it is in the topic
     * @param rows of all its sheets
     */
    record Run(ReleaseOpened opened, Instant openedAt, boolean isWhole, List<RawRange> ranges, long rows, long bytes) {}

    /** In the order of their topics, one publication after the other. */
    List<Run> runs() {
        Map<PublicationName, List<Found>> byPublication = new TreeMap<>();
        runs.values().forEach(found -> {
            if (found.opened != null) {
                byPublication
                        .computeIfAbsent(found.opened.publication(), name -> new ArrayList<>())
                        .add(found);
            }
        });
        List<Run> all = new ArrayList<>();
        byPublication.forEach((publication, begun) -> {
            int count = partitions.getOrDefault(Topics.raw(publication, 1).name(), 0);
            begun.sort(Comparator.comparingLong(Found::place));
            Instant before = Instant.MIN;
            for (Found found : begun) {
                Run run = found.toRun(count, before);
                all.add(run);
                before = run.openedAt();
            }
        });
        return all;
    }

    private static final class Found {
        private @Nullable ReleaseOpened opened;
        private @Nullable ReleaseClosed closed;
        private final Map<TopicPartition, Long> first = new HashMap<>();
        private final Map<TopicPartition, Long> last = new HashMap<>();
        private final Map<String, Long> sheets = new HashMap<>();
        private long bytes;

        /** Attempts are in the same order in each partition. One that is missing from the first is not complete. */
        private long place() {
            return first.entrySet().stream()
                    .filter(entry -> entry.getKey().partition() == 0)
                    .mapToLong(Map.Entry::getValue)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        }

        private Run toRun(int partitions, Instant before) {
            ReleaseOpened begun = Objects.requireNonNull(opened);
            List<RawRange> ranges = new ArrayList<>();
            last.forEach((partition, offset) ->
                    ranges.add(new RawRange(begun.run(), partition, first.getOrDefault(partition, offset), offset)));
            boolean isInOrder = begun.openedAt().isAfter(before);
            return new Run(
                    begun,
                    isInOrder ? begun.openedAt() : before.plusMillis(1),
                    isWhole(partitions),
                    ranges,
                    sheets(closed).stream().mapToLong(SheetClosed::rows).sum(),
                    bytes);
        }

        private boolean isWhole(int partitions) {
            return first.size() == partitions
                    && last.size() == partitions
                    && sheets(closed).stream()
                            .allMatch(sheet -> sheets.getOrDefault(sheet.sheet(), 0L) == sheet.rows() + SHEET_BOUNDS);
        }

        private static Collection<SheetClosed> sheets(@Nullable ReleaseClosed closed) {
            return closed == null ? List.of() : closed.sheets();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        if (message.key() == null || message.value() == null) {
            return;
        }
        String key = new String(message.key(), StandardCharsets.UTF_8);
        int sheet = key.indexOf('/');
        Found found = runs.computeIfAbsent(sheet < 0 ? key : key.substring(0, sheet), run -> new Found());
        found.bytes += message.value().length;
        if (sheet >= 0) {
            found.sheets.merge(key, 1L, Long::sum);
            return;
        }
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        RawMessage bound;
        try {
            bound = codec.decodeRaw(message.value());
        } catch (IllegalArgumentException e) {
            // Not a message of the protocol: the topology skips it, too.
            return;
        }
        if (bound instanceof ReleaseOpened opened) {
            found.opened = opened;
            found.first.put(partition, message.offset());
        } else if (bound instanceof ReleaseClosed closed) {
            found.closed = closed;
            found.last.put(partition, message.offset());
        }
    }

    /**
     * Identifies the raw rows of an attempt, independent of its name.
     *
     * @param openedAt in milliseconds, the precision that every store keeps
     */
    record Identity(PublicationName publication, String release, long openedAt) {

        static Identity of(ReleaseOpened opened) {
            return new Identity(
                    opened.publication(),
                    opened.release().value(),
                    opened.openedAt().toEpochMilli());
        }
    }
}
