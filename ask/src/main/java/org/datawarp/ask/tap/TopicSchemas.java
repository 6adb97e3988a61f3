package org.datawarp.ask.tap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.datawarp.schemas.avro.ReleasedSchemas;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.contract.TopicContract;
import org.datawarp.schemas.contract.TopicContracts;
import org.datawarp.schemas.topic.Topics;

/** The formats of the values of a topic. */
enum TopicSchemas {
    /** Avro, with fixed schemas. */
    RELEASED,
    /** Avro, with schemas from the topic {@code datawarp.schemas}. */
    OF_CHANGES,
    /** Not Avro. */
    JSON;

    static TopicSchemas of(String topic) {
        if (Topics.CHANGES_TOPICS.matcher(topic).matches()) {
            return OF_CHANGES;
        }
        return schemas(topic).isEmpty() ? JSON : RELEASED;
    }

    /** Every schema version of every message that a topic may hold: JSON on one line, by its fingerprint in hex. */
    static Map<String, String> byFingerprint(String topic) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Schema schema : schemas(topic)) {
            for (Schema version : ReleasedSchemas.of(schema.getName())) {
                all.put("%016x".formatted(SingleObject.fingerprint(version)), version.toString());
            }
        }
        return all;
    }

    private static List<Schema> schemas(String topic) {
        return TopicContracts.all().stream()
                .filter(contract -> isOne(topic, contract))
                .findFirst()
                .map(TopicContract::avro)
                .orElse(List.of());
    }

    private static boolean isOne(String topic, TopicContract contract) {
        int open = contract.name().indexOf('<');
        return open < 0
                ? topic.equals(contract.name())
                : topic.startsWith(contract.name().substring(0, open));
    }
}
