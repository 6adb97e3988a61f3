package org.datawarp.schemas.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Events as CloudEvents 1.0 in JSON: the messages of the topic {@code datawarp.events}.
 *
 * <p>{@code publication}, {@code release} and {@code run} are extension attributes: they connect events with each
 * other. The facts are the data. Safe for use by several threads.
 */
public final class CloudEvents {

    private static final String SOURCE = "/datawarp";
    private static final ObjectMapper JSON = new ObjectMapper();

    private CloudEvents() {}

    /** @param id unique among all events */
    public static byte[] encode(Event event, String id) {
        ObjectNode cloud = JSON.createObjectNode();
        cloud.put("specversion", "1.0");
        cloud.put("id", id);
        cloud.put("source", event.publication().isEmpty() ? SOURCE : SOURCE + "/" + event.publication());
        cloud.put("type", event.type().cloudType());
        putGiven(cloud, "subject", subject(event));
        cloud.put("time", event.at().toString());
        putGiven(cloud, "publication", event.publication());
        putGiven(cloud, "release", event.release());
        putGiven(cloud, "run", event.run());
        cloud.put("datacontenttype", "application/json");
        ObjectNode data = cloud.putObject("data");
        event.facts().forEach((fact, value) -> put(data, fact, value));
        try {
            return JSON.writeValueAsBytes(cloud);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write an event as JSON", e);
        }
    }

    /** {@code ae-monthly/2025-03}; CloudEvents allows no empty attribute. */
    private static String subject(Event event) {
        return event.release().isEmpty() ? event.publication() : event.publication() + "/" + event.release();
    }

    private static void putGiven(ObjectNode cloud, String attribute, String value) {
        if (!value.isEmpty()) {
            cloud.put(attribute, value);
        }
    }

    private static void put(ObjectNode data, Fact fact, String value) {
        if (fact.kind() == Fact.Kind.NUMBER) {
            data.put(fact.key(), Long.parseLong(value));
        } else {
            data.put(fact.key(), value);
        }
    }

    /**
     * The event in a CloudEvent.
     *
     * @return empty when this version does not know the event: a newer version wrote it, or another program
     */
    public static Optional<Event> decode(byte[] json) {
        try {
            JsonNode cloud = JSON.readTree(json);
            Optional<EventType> type = EventType.ofCloudType(cloud.path("type").asText());
            if (type.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Event(
                    type.get(),
                    cloud.path("publication").asText(),
                    cloud.path("release").asText(),
                    cloud.path("run").asText(),
                    facts(cloud.path("data")),
                    Instant.parse(cloud.path("time").asText())));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<Fact, String> facts(JsonNode data) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        data.properties()
                .forEach(entry -> Fact.of(entry.getKey())
                        .filter(fact -> fact.kind() == Fact.Kind.TEXT
                                || entry.getValue().canConvertToLong())
                        .ifPresent(fact -> facts.put(fact, entry.getValue().asText())));
        return facts;
    }
}
