package org.datawarp.operate.rebuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.datawarp.platform.service.SharedTopics;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.topic.Topics;

/**
 * The decisions of PostgreSQL, in order.
 *
 * @param notes the notes, in order; each adds something that the ones before it lack
 */
public record PromotionLog(List<Note> notes) {

    /**
     * The decisions of one transaction.
     *
     * @param key the transaction's id
     * @param commits in the form of {@link CommitJson}
     */
    public record Note(String key, String commits) {

        List<String> runs() {
            return CommitJson.read(commits).stream().map(Commit::run).toList();
        }
    }

    /** A decision whose transaction is unknown. */
    private static final String NO_KEY = "0";

    public PromotionLog {
        Set<String> seen = new HashSet<>();
        // Checks everything in a note, not only up to the first new decision.
        notes = notes.stream()
                .filter(note -> note.runs().stream().filter(seen::add).count() > 0)
                .toList();
    }

    /** @param kafka client properties */
    public static PromotionLog read(Map<String, Object> kafka) {
        List<Note> notes = new ArrayList<>();
        TopicReader reader = new TopicReader(kafka);
        String topic = Topics.promotions().name();
        if (reader.topics().contains(topic)) {
            reader.readToEnd(topic, message -> {
                notes.add(new Note(text(message.key()), text(message.value())));
                return true;
            });
        }
        return new PromotionLog(notes);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Adds decisions that are in the database and were not noted: the most recent ones, and those from before there
     * were notes.
     *
     * @param commits in the database's order; each comes before the note that follows it there
     */
    public PromotionLog with(List<String> commits) {
        Map<String, Note> known = new HashMap<>();
        notes.forEach(note -> note.runs().forEach(run -> known.putIfAbsent(run, note)));
        Map<Note, List<Note>> before = new HashMap<>();
        List<Note> waiting = new ArrayList<>();
        for (String commit : commits) {
            Note own = new Note(NO_KEY, commit);
            Note noted = own.runs().stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (noted == null) {
                waiting.add(own);
            } else {
                before.computeIfAbsent(noted, note -> new ArrayList<>()).addAll(waiting);
                waiting.clear();
            }
        }
        List<Note> all = new ArrayList<>();
        for (Note note : notes) {
            all.addAll(before.getOrDefault(note, List.of()));
            all.add(note);
        }
        all.addAll(waiting);
        return new PromotionLog(all);
    }

    /** Every decision once. */
    public List<Commit> commits() {
        Set<String> seen = new HashSet<>();
        return notes.stream()
                .flatMap(note -> CommitJson.read(note.commits()).stream())
                .filter(commit -> seen.add(commit.run()))
                .toList();
    }

    /** Adds the notes that are missing from the topic, in order. @return the number of added notes */
    public int addTo(Map<String, Object> kafka) throws IOException, InterruptedException {
        SharedTopics.create(kafka);
        Set<String> there = new HashSet<>();
        read(kafka).notes().forEach(note -> there.addAll(note.runs()));
        List<Note> lacking =
                notes.stream().filter(note -> !there.containsAll(note.runs())).toList();
        try (Producer<byte[], byte[]> producer = ReleasePublisher.producer(kafka)) {
            for (Note note : lacking) {
                producer.send(new ProducerRecord<>(
                                Topics.promotions().name(),
                                note.key().getBytes(StandardCharsets.UTF_8),
                                note.commits().getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
            return lacking.size();
        } catch (ExecutionException | KafkaException e) {
            throw new IOException(
                    "Cannot note decisions in %s: %s; check that the broker runs"
                            .formatted(Topics.promotions().name(), e.getMessage()),
                    e);
        }
    }
}
