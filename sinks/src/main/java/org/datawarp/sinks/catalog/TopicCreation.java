package org.datawarp.sinks.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.datawarp.schemas.topic.Topic;

/** Creates the topics that the sink reads, if it starts before their writers. */
final class TopicCreation {

    private TopicCreation() {}

    static void ensure(Map<String, Object> kafka, Collection<Topic> topics) {
        try (Admin admin = Admin.create(kafka)) {
            for (Topic topic : topics) {
                create(admin, topic.toNewTopic(kafka));
            }
        }
    }

    private static void create(Admin admin, NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(
                        "Cannot create topic %s: %s"
                                .formatted(
                                        topic.name(),
                                        e.getCause() == null ? e : e.getCause().getMessage()),
                        e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topic " + topic.name(), e);
        }
    }
}
