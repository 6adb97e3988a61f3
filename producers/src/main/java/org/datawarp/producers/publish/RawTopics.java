package org.datawarp.producers.publish;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.topic.Topic;
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
     * @param partitions of the raw and the rows topic of each publication
     */
    static RawTopics through(Admin admin, int partitions) {
        return publication -> {
            make(admin, Topics.manifests());
            make(admin, Topics.rows(publication, partitions));
            make(admin, Topics.rejected(publication));
            return make(admin, Topics.raw(publication, partitions));
        };
    }

    private static String make(Admin admin, Topic topic) throws IOException {
        String name = topic.name();
        try {
            return admin.createTopics(List.of(topic.toNewTopic()))
                    .topicId(name)
                    .get()
                    .toString();
        } catch (InterruptedException e) {
            throw interrupted(name);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return identity(admin, name);
            }
            throw failed("make", name, e);
        }
    }

    private static String identity(Admin admin, String name) throws IOException {
        try {
            TopicDescription topic = admin.describeTopics(List.of(name))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next()
                    .get();
            return topic.topicId().toString();
        } catch (InterruptedException e) {
            throw interrupted(name);
        } catch (ExecutionException e) {
            throw failed("look at", name, e);
        }
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
