package org.datawarp.producers.publish;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.topic.Topics;

/** Sees to it that a publication's topics are there before anything is sent. Safe for several threads. */
@FunctionalInterface
public interface RawTopics {

    /**
     * Makes the topics that are not there.
     *
     * @return the identity of the raw topic: another one once it was deleted and made anew
     * @throws IOException when a topic is not there and cannot be made
     */
    String make(PublicationName publication) throws IOException;

    /**
     * Makes missing topics through Kafka's admin client, which the caller owns and closes.
     *
     * @param kafka the properties that the client was made with
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
