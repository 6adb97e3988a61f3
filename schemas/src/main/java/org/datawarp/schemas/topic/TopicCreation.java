package org.datawarp.schemas.topic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics that may exist: those who write and those who read start in any order. */
public final class TopicCreation {

    private TopicCreation() {}

    /** @throws KafkaException when Kafka refuses or does not answer; the cause says which */
    public static void createIfAbsent(Map<String, Object> kafka, Topic topic) {
        try (Admin admin = Admin.create(kafka)) {
            createIfAbsent(admin, kafka, topic);
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Cannot create the topic %s: %s".formatted(topic.name(), e.getMessage()), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** @return what Kafka says of the new topic; empty when it exists */
    public static Optional<CreateTopicsResult> createIfAbsent(Admin admin, Map<String, Object> kafka, Topic topic)
            throws ExecutionException, InterruptedException {
        CreateTopicsResult created = admin.createTopics(List.of(topic.toNewTopic(kafka)));
        try {
            created.all().get();
            return Optional.of(created);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
