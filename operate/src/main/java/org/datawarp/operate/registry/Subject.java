package org.datawarp.operate.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.datawarp.schemas.avro.ReleasedSchemas;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.contract.TopicContract;
import org.datawarp.schemas.contract.TopicContracts;
import org.datawarp.schemas.topic.Topics;

/**
 * A subject, under which a registry keeps schemas.
 *
 * @param compatibility which versions it may have, as the registry names it
 * @param schemas its versions, oldest first
 */
record Subject(String name, String compatibility, List<Schema> schemas) {

    Subject {
        schemas = List.copyOf(schemas);
    }

    /** The subjects of all messages except changes, by the record's name: one message is used in many topics. */
    static List<Subject> ofMessages() {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        for (TopicContract topic : TopicContracts.all()) {
            for (Schema schema : topic.avro()) {
                subjects.put(
                        schema.getFullName(),
                        new Subject(schema.getFullName(), "FULL_TRANSITIVE", ReleasedSchemas.of(schema.getName())));
            }
        }
        return List.copyOf(subjects.values());
    }

    /**
     * The subject of a dataset's changes, named by their topic, where every tool looks for it.
     *
     * <p>Any version may follow. A column that becomes wider has another type, which Avro takes for a break, but
     * readers have the schema of each change.
     */
    static Subject ofChanges(Schema change) {
        String topic = Topics.changes(ChangeCodec.of(change).dataset()).name();
        return new Subject(topic + "-value", "NONE", List.of(change));
    }
}
