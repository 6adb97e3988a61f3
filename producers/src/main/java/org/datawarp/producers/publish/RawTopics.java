package org.datawarp.producers.publish;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.topic.Topics;

/** Makes sure that a publication's topics exist before anything is sent. Safe for several threads. */
@FunctionalInterface
public interface RawTopics {

    /**
     * Creates the missing topics.
     *
     * @return the identity of the raw topic: it changes when the topic is deleted and created again
     * @throws IOException when a topic does not exist and cannot be created
     */
    String make(PublicationName publication) throws IOException;

    /**
     * Creates missing topics through Kafka's admin client, which the caller owns and closes.
     *
     * @param kafka the properties that the client was created with
     * @param partitions of the raw and the rows topic of each publication
     */
    static RawTopics through(Admin admin, Map<String, Object> kafka, int partitions) {
        MissingTopics missing = new MissingTopics(admin, kafka);
        return publication -> {
            missing.make(Topics.manifests());
            missing.make(Topics.rows(publication, partitions));
            missing.make(Topics.rejected(publication));
            return missing.make(Topics.raw(publication, partitions));
        };
    }
}
