package org.datawarp.operate.repair;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;

/** What the last attempts at releases rejected, grouped by cause. Owned by one thread. */
public final class RejectionCauses {

    private static final RecordCodec<Rejection> CODEC = RecordCodec.of(Rejection.class);

    private final Map<RejectionCause, Group> groups = new LinkedHashMap<>();

    /** Rejections of one cause. Owned by one thread. */
    static final class Group {

        /** More say nothing more. */
        private static final int MOST_SAMPLES = 3;

        private final Set<ReleaseName> releases = new LinkedHashSet<>();
        private final List<Rejection> samples = new ArrayList<>();
        private long times;

        private void add(Rejection rejection) {
            times++;
            releases.add(rejection.release());
            boolean another = samples.stream().noneMatch(known -> known.found().equals(rejection.found()));
            if (another && samples.size() < MOST_SAMPLES) {
                samples.add(rejection);
            }
        }

        long times() {
            return times;
        }

        Set<ReleaseName> releases() {
            return releases;
        }

        /** Some that differ in what was found. */
        List<Rejection> samples() {
            return samples;
        }
    }

    /** Reads what the topics hold: the rejections of the last quarter. */
    public static RejectionCauses read(
            Map<String, Object> kafka, ReleaseStore releases, List<PublicationName> publications) {
        RejectionCauses causes = new RejectionCauses();
        TopicReader reader = new TopicReader(kafka);
        Set<String> topics = reader.topics();
        for (PublicationName publication : publications) {
            String topic = Topics.rejected(publication).name();
            if (topics.contains(topic)) {
                Set<String> last = releases.finished(publication).stream()
                        .map(ReleaseStatus::run)
                        .collect(Collectors.toSet());
                reader.readToEnd(topic, message -> {
                    Rejection rejection = CODEC.decode(message.value());
                    if (last.contains(rejection.run())) {
                        causes.add(rejection);
                    }
                    return true;
                });
            }
        }
        return causes;
    }

    void add(Rejection rejection) {
        groups.computeIfAbsent(RejectionCause.of(rejection), cause -> new Group())
                .add(rejection);
    }

    /** By cause, the most frequent first. */
    List<Map.Entry<RejectionCause, Group>> all() {
        Comparator<Map.Entry<RejectionCause, Group>> byTimes =
                Comparator.comparingLong(entry -> entry.getValue().times());
        return groups.entrySet().stream().sorted(byTimes.reversed()).toList();
    }

    /**
     * The releases that hold rejections of a cause.
     *
     * @param fingerprint of the cause, or how it begins
     * @return empty when there are none, or when several causes begin so
     */
    public Optional<Found> find(String fingerprint) {
        List<Map.Entry<RejectionCause, Group>> found = groups.entrySet().stream()
                .filter(entry -> entry.getKey().fingerprint().startsWith(fingerprint))
                .toList();
        return found.size() == 1
                ? Optional.of(new Found(
                        found.get(0).getKey().publication(),
                        Set.copyOf(found.get(0).getValue().releases())))
                : Optional.empty();
    }

    /** Where rejections of a cause are. */
    public record Found(PublicationName publication, Set<ReleaseName> releases) {}
}
