package org.datawarp.platform.service;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.RetriableException;
import org.datawarp.schemas.topic.Topic;
import org.datawarp.schemas.topic.TopicCreation;
import org.datawarp.schemas.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that belong to no publication and no dataset. They exist before any role starts. */
public final class SharedTopics {

    private static final List<Topic> ALL = List.of(
            Topics.manifests(),
            Topics.transactions(),
            Topics.promotions(),
            Topics.schemas(),
            Topics.events(),
            Topics.captureOffsets());

    private static final Logger LOG = LoggerFactory.getLogger(SharedTopics.class);

    private SharedTopics() {}

    /** Creates those that are missing; waits for a Kafka that is down. */
    public static void create(Map<String, Object> kafka) throws InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            for (Topic topic : ALL) {
                while (!isMade(admin, kafka, topic)) {
                    LOG.atWarn().addKeyValue("topic", topic.name()).log("Kafka does not answer; waiting for it");
                }
            }
        }
    }

    /** @return whether the topic is there; not when Kafka did not answer for a minute, which is its clients' patience */
    private static boolean isMade(Admin admin, Map<String, Object> kafka, Topic topic) throws InterruptedException {
        try {
            TopicCreation.createIfAbsent(admin, kafka, topic);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw new IllegalStateException(
                    "Cannot create the topic %s: check KAFKA_BOOTSTRAP_SERVERS and the rights there"
                            .formatted(topic.name()),
                    e.getCause());
        }
    }
}
