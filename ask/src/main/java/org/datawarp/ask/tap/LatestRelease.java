package org.datawarp.ask.tap;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.change.TransactionBegan;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the latest complete release starts in a topic. Reads back from the end no further than necessary, since
 * topics are long. Used by one thread.
 */
public final class LatestRelease {

    /**
     * How much of a partition to read first. If that does not reach back to the release, four times as much is read,
     * and so on.
     */
    private static final long FIRST_STEP = 10_000;

    private static final int WIDER = 4;

    private final TopicReader reader;
    private final ChangeSchemas schemas;
    private final RecordCodec<ReleaseOpened> opened = RecordCodec.of(ReleaseOpened.class);

    public LatestRelease(TopicReader reader) {
        this.reader = reader;
        this.schemas = new ChangeSchemas(reader);
    }

    /** The start of the topic, if it has no releases or none that is complete. */
    public TopicStart find(String topic) {
        if (Topics.RAW_TOPICS.matcher(topic).matches()) {
            return findRun(topic, Topics.publicationOfRaw(topic));
        }
        if (Topics.ROWS_TOPICS.matcher(topic).matches()) {
            return findRun(topic, Topics.publicationOfRows(topic));
        }
        if (Topics.CHANGES_TOPICS.matcher(topic).matches()) {
            return findChanges(topic, Topics.datasetOfChanges(topic));
        }
        return topic.equals(Topics.transactions().name()) ? findPromotion(topic) : TopicStart.beginning(topic, reader);
    }

    private TopicStart findRun(String topic, PublicationName publication) {
        Commit[] last = {null};
        reader.readToEnd(Topics.promotions().name(), message -> {
            for (Commit commit : CommitJson.read(new String(message.value(), StandardCharsets.UTF_8))) {
                // A transaction that undoes a release was not read from rows.
                if (commit.publication().equals(publication) && commit.undoes() == null) {
                    last[0] = commit;
                }
            }
            return true;
        });
        Commit commit = last[0];
        if (commit == null) {
            return TopicStart.beginning(topic, reader);
        }
        String run = Optional.ofNullable(commit.rawRun()).orElse(commit.run());
        Map<Integer, Long> starts = new HashMap<>();
        reader.beginnings(topic)
                .forEach((partition, first) -> starts.put(
                        partition,
                        last(topic, partition, first, message -> opens(message, run))
                                .orElse(first)));
        return new TopicStart(topic, starts, "release %s of %s, run %s".formatted(commit.release(), publication, run));
    }

    private boolean opens(ConsumerRecord<byte[], byte[]> message, String run) {
        return message.value() != null
                && opened.fingerprints().contains(SingleObject.fingerprintOf(message.value()))
                && opened.decode(message.value()).run().equals(run);
    }

    /** The offset of the last message of a kind in a partition; empty when there is none. */
    private OptionalLong last(
            String topic, int partition, long first, Predicate<ConsumerRecord<byte[], byte[]>> which) {
        long end = reader.ends(topic).getOrDefault(partition, first);
        for (long step = FIRST_STEP; ; step *= WIDER) {
            long from = Math.max(first, end - step);
            long[] found = {-1};
            reader.readToEnd(topic, Map.of(partition, from), message -> {
                found[0] = which.test(message) ? message.offset() : found[0];
                return true;
            });
            if (found[0] >= 0) {
                return OptionalLong.of(found[0]);
            }
            if (from == first) {
                return OptionalLong.empty();
            }
        }
    }

    private TopicStart findChanges(String topic, DatasetName dataset) {
        Set<Long> open = new HashSet<>();
        TransactionEnded[] last = {null};
        reader.readToEnd(Topics.transactions().name(), message -> {
            TransactionMessage one = TransactionMessage.decode(message.value());
            if (one instanceof TransactionBegan began) {
                open.add(began.transaction());
            } else if (one instanceof TransactionEnded ended) {
                open.remove(ended.transaction());
                last[0] = ended.counts().getOrDefault(dataset.value(), 0L) > 0 ? ended : last[0];
            }
            return true;
        });
        TransactionEnded ended = last[0];
        long first = reader.beginnings(topic).getOrDefault(0, 0L);
        long end = reader.ends(topic).getOrDefault(0, first);
        for (long step = FIRST_STEP; ; step *= WIDER) {
            long from = Math.max(first, end - step);
            Map<Long, Long> firsts = firstsByTransaction(topic, from, open);
            Long wanted = ended == null ? newest(firsts) : Long.valueOf(ended.transaction());
            Long offset = wanted == null ? null : firsts.get(wanted);
            if (offset != null && (offset > from || from == first)) {
                return new TopicStart(topic, Map.of(0, offset), said(ended));
            }
            if (from == first) {
                return TopicStart.beginning(topic, reader);
            }
        }
    }

    /** Where the changes of each transaction start, in that order. */
    private Map<Long, Long> firstsByTransaction(String topic, long from, Set<Long> open) {
        Map<Long, Long> firsts = new LinkedHashMap<>();
        reader.readToEnd(topic, Map.of(0, from), message -> {
            if (message.value() != null) {
                ChangeCodec codec = schemas.codec(SingleObject.fingerprintOf(message.value()));
                long transaction = codec.decode(message.value()).transaction();
                if (!open.contains(transaction)) {
                    firsts.putIfAbsent(transaction, message.offset());
                }
            }
            return true;
        });
        return firsts;
    }

    private static @Nullable Long newest(Map<Long, Long> firsts) {
        return firsts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static String said(@Nullable TransactionEnded ended) {
        return Optional.ofNullable(ended)
                .flatMap(one -> Optional.ofNullable(one.commit()))
                .map(CommitJson::read)
                .filter(commits -> !commits.isEmpty())
                .map(commits -> commits.get(commits.size() - 1))
                .map(commit -> "release %s of %s".formatted(commit.release(), commit.publication()))
                .orElse("the latest transaction that has ended");
    }

    private TopicStart findPromotion(String topic) {
        Map<Long, Long> begun = new HashMap<>();
        long[] found = {-1};
        String[] what = {""};
        reader.readToEnd(topic, message -> {
            TransactionMessage one = TransactionMessage.decode(message.value());
            if (one instanceof TransactionBegan began) {
                begun.put(began.transaction(), message.offset());
            } else if (one instanceof TransactionEnded ended && ended.commit() != null) {
                found[0] = begun.getOrDefault(ended.transaction(), message.offset());
                what[0] = said(ended);
            }
            return true;
        });
        return found[0] < 0 ? TopicStart.beginning(topic, reader) : new TopicStart(topic, Map.of(0, found[0]), what[0]);
    }
}
