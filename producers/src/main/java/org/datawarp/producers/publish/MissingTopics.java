package org.datawarp.producers.publish;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.datawarp.schemas.topic.Topic;
import org.datawarp.schemas.topic.TopicCreation;

/** Creates missing topics. Safe for several threads; its owner closes the client. */
final class MissingTopics {

    /** How often to check a new topic until its broker reports it: half a minute in all. */
    private static final int LOOKS = 120;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Admin admin;
    private final Map<String, Object> kafka;

    MissingTopics(Admin admin, Map<String, Object> kafka) {
        this.admin = admin;
        this.kafka = kafka;
    }

    /** @return the topic's identity */
    String make(Topic topic) throws IOException {
        String name = topic.name();
        try {
            Optional<CreateTopicsResult> made = TopicCreation.createIfAbsent(admin, kafka, topic);
            return made.isPresent() ? made.get().topicId(name).get().toString() : identity(name);
        } catch (InterruptedException e) {
            throw interrupted(name);
        } catch (ExecutionException e) {
            throw failed("make", name, e);
        }
    }

    /** A broker that says that a topic exists may need some moments to know its identity. */
    private String identity(String name) throws IOException {
        try {
            for (int look = 1; ; look++) {
                try {
                    return describe(name).topicId().toString();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || look == LOOKS) {
                        throw failed("look at", name, e);
                    }
                }
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        } catch (InterruptedException e) {
            throw interrupted(name);
        }
    }

    private TopicDescription describe(String name) throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(
                admin.describeTopics(List.of(name)).allTopicNames().get().get(name));
    }

    private static InterruptedIOException interrupted(String name) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Interrupted while topic " + name + " was made");
    }

    private static PublishException failed(String verb, String name, ExecutionException e) {
        String said = e.getCause() == null
                ? String.valueOf(e)
                : String.valueOf(e.getCause().getMessage());
        return new PublishException(
                "Cannot %s topic %s: Kafka says \"%s\"; check that the broker runs and lets this user make topics"
                        .formatted(verb, name, said),
                e);
    }
}
