package org.datawarp.app.platform;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TopicExistsException;
import org.datawarp.schemas.topic.Topic;
import org.datawarp.schemas.topic.Topics;

/** The topics that belong to no publication and no dataset: there before any role starts. */
final class SharedTopics {

    private static final List<Topic> ALL = List.of(
            Topics.manifests(), Topics.transactions(), Topics.schemas(), Topics.events(), Topics.captureOffsets());

    private SharedTopics() {}

    /** Makes those that are missing. */
    static void create(Map<String, Object> kafka) throws InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            for (Topic topic : ALL) {
                try {
                    admin.createTopics(List.of(topic.toNewTopic())).all().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException(
                                "Cannot create the topic %s: check KAFKA_BOOTSTRAP_SERVERS and the rights there"
                                        .formatted(topic.name()),
                                e.getCause());
                    }
                }
            }
        }
    }
}
