package org.datawarp.operate.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.datawarp.platform.embedded.EmbeddedStartException;
import org.datawarp.platform.embedded.KafkaLogs;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.database.DatabaseMigrations;
import org.datawarp.streams.loader.RowsPositions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Damaged records of the embedded Kafka. Their topics are set aside, together with the topics that depend on them, as
 * if a disk had lost them. The roles write again what comes from PostgreSQL or from the raw topics. Any other topic
 * keeps everything from starting until it is rebuilt from the archive.
 *
 * <p>Used by one thread after the other.
 */
final class DamagedLogs implements KafkaLogs.Check {

    private static final Logger LOG = LoggerFactory.getLogger(DamagedLogs.class);

    /** Topics that are lost together. */
    private enum Family {
        /** Rebuilt from the archive by a command, each topic separately. */
        REPLAY,
        /** Written from the raw topics by apply, together with its position in them. */
        ROWS,
        /** Written from PostgreSQL by capture, together with its position there. */
        CHANGES,
        /** Written from no other data, and not needed by any. */
        EVENTS;

        static Family of(String topic) {
            if (topic.equals(KafkaLogs.CLUSTER)
                    || topic.equals(Topics.manifests().name())
                    || topic.equals(Topics.promotions().name())
                    || Topics.RAW_TOPICS.matcher(topic).matches()) {
                return REPLAY;
            }
            if (topic.equals(Topics.captureOffsets().name())
                    || topic.equals(Topics.transactions().name())
                    || topic.equals(Topics.schemas().name())
                    || Topics.CHANGES_TOPICS.matcher(topic).matches()) {
                return CHANGES;
            }
            return topic.equals(Topics.events().name()) ? EVENTS : ROWS;
        }
    }

    private final boolean isRebuilding;
    private @Nullable KafkaLogs logs;
    private Optional<String> refusal = Optional.empty();

    /** @param isRebuilding whether topics are rebuilt from the archive now */
    DamagedLogs(boolean isRebuilding) {
        this.isRebuilding = isRebuilding;
    }

    @Override
    public void look(KafkaLogs found) throws IOException {
        logs = found;
        Map<String, String> damage = new TreeMap<>(found.damage());
        damage.keySet().removeIf(topic -> !Topics.isOurs(topic) && !topic.startsWith("__"));
        damage.forEach((topic, problem) -> LOG.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("problem", problem)
                .log("A log of Kafka is damaged and is set aside"));
        Set<String> aside = found.topicsAside();
        if (damage.containsKey(KafkaLogs.CLUSTER)
                || (aside.contains(KafkaLogs.CLUSTER) && !found.topics().contains(KafkaLogs.CLUSTER))) {
            found.setAllAside();
        } else {
            // Includes topics that an interrupted start set aside.
            found.setAside(withFamilies(found.topics(), damage.keySet(), aside));
        }
        Set<String> replayed = replayed(found);
        if (!replayed.isEmpty() && !isRebuilding) {
            refusal = Optional.of(
                    ("Cannot start: Kafka's records of %s are damaged%s, and are set aside in %s; fill them again"
                                    + " from the archive: ./datawarp rebuild --from archive")
                            .formatted(String.join(", ", replayed), details(damage, replayed), found.aside()));
            throw new EmbeddedStartException(refusal.get(), null);
        }
    }

    private static String details(Map<String, String> damage, Set<String> topics) {
        String all = damage.entrySet().stream()
                .filter(entry -> topics.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "" : " (" + all + ")";
    }

    private static Set<String> withFamilies(Set<String> all, Collection<String> damaged, Collection<String> aside) {
        Set<Family> families = aside.stream().map(Family::of).collect(Collectors.toSet());
        damaged.forEach(topic -> families.add(Family.of(topic)));
        families.remove(Family.REPLAY);
        Set<String> lost = new TreeSet<>(damaged);
        all.stream()
                .filter(topic -> Topics.isOurs(topic) || topic.startsWith("__"))
                .filter(topic -> families.contains(Family.of(topic)))
                .forEach(lost::add);
        return lost;
    }

    /** The topics that were set aside and must be rebuilt from the archive. */
    private static Set<String> replayed(KafkaLogs logs) throws IOException {
        Set<String> topics = logs.topicsAside();
        topics.removeIf(topic -> Family.of(topic) != Family.REPLAY);
        return topics;
    }

    /** The reason why nothing may start. */
    Optional<String> refusal() {
        return refusal;
    }

    /** The topics to rebuild from the archive; empty if Kafka runs elsewhere. */
    Set<String> toBeRebuilt() throws IOException {
        return logs == null ? Set.of() : replayed(logs);
    }

    /** Prepares the roles to write again what they can, before they start. */
    void recover(Settings.Database owner) throws IOException {
        if (logs == null) {
            return;
        }
        Set<String> aside = logs.topicsAside();
        aside.removeIf(topic -> Family.of(topic) == Family.REPLAY);
        Set<PublicationName> publications = aside.stream()
                .filter(topic -> Topics.ROWS_TOPICS.matcher(topic).matches())
                .map(Topics::publicationOfRows)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!publications.isEmpty()) {
            forgetPositions(owner.settings(), publications);
        }
        logs.forget(aside);
    }

    private static void forgetPositions(DatabaseSettings database, Set<PublicationName> publications)
            throws IOException {
        try {
            DatabaseMigrations.migrate(database);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the database was prepared", e);
        }
        RowsPositions.forget(database, publications);
    }

    /**
     * Notes that the topics hold again what the archive has.
     *
     * @param isComplete whether the archive has everything; if not, the damaged topics are kept for a person
     * @return where they are kept
     */
    Optional<Path> rebuilt(boolean isComplete) throws IOException {
        if (logs == null) {
            return Optional.empty();
        }
        Set<String> topics = replayed(logs);
        if (isComplete || topics.isEmpty()) {
            logs.forget(topics);
            return Optional.empty();
        }
        return Optional.of(logs.keep(topics));
    }
}
