package org.datawarp.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {

    private static final Instant AT = Instant.parse("2025-06-01T12:00:00.123456Z");

    private static final Event PROMOTED = new Event(
            EventType.RELEASE_PROMOTED,
            "ae-monthly",
            "2025-03",
            "r1",
            Map.of(Fact.ROWS, "12", Fact.INSERTED, "12", Fact.UPDATED, "0", Fact.DELETED, "0", Fact.REJECTED, "1"),
            AT);

    private static JsonNode json(Event event) throws IOException {
        return new ObjectMapper().readTree(CloudEvents.encode(event, "e1"));
    }

    @Test
    void saysWhatCloudEventsAskFor() throws IOException {
        assertThat(json(PROMOTED))
                .hasToString("{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/datawarp/ae-monthly\","
                        + "\"type\":\"org.datawarp.release.promoted\",\"subject\":\"ae-monthly/2025-03\","
                        + "\"time\":\"2025-06-01T12:00:00.123456Z\",\"publication\":\"ae-monthly\","
                        + "\"release\":\"2025-03\",\"run\":\"r1\",\"datacontenttype\":\"application/json\","
                        + "\"data\":{\"rows\":12,\"inserted\":12,\"updated\":0,\"deleted\":0,\"rejected\":1}}");
    }

    @Test
    void leavesOutWhatIsEmptySinceCloudEventsKnowNoEmptyAttribute() throws IOException {
        Event started = new Event(EventType.ROLE_STARTED, "", "", "", Map.of(Fact.ROLE, "sink"), AT);

        JsonNode json = json(started);

        assertThat(json.path("source").asText()).isEqualTo("/datawarp");
        assertThat(json.has("subject")).isFalse();
        assertThat(json.has("run")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void readsWhatItWrote(EventType type) {
        Event event = new Event(
                type,
                "ae-monthly",
                "2025-03",
                "r1",
                type.facts().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                fact -> fact, fact -> fact.kind() == Fact.Kind.NUMBER ? "7" : "\"é\n\\")),
                AT);

        assertThat(CloudEvents.decode(CloudEvents.encode(event, "e1"))).contains(event);
    }

    @Test
    void tellsOnlyWhatItsTypeMaySay() {
        Event event = new Event(EventType.RELEASE_STAGED, "a", "b", "c", Map.of(Fact.ROWS, "1"), AT);

        assertThat(event.facts()).isEmpty();
    }

    @Test
    void readsAnEventThatSaysMoreThanThisVersionKnows() {
        String json = new String(CloudEvents.encode(PROMOTED, "e1"), StandardCharsets.UTF_8)
                .replace("\"data\":{", "\"data\":{\"new\":[1],");

        assertThat(CloudEvents.decode(json.getBytes(StandardCharsets.UTF_8))).contains(PROMOTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"type\":\"org.datawarp.moon.landed\",\"time\":\"2025-06-01T12:00:00Z\"}",
                "{\"type\":\"org.datawarp.release.found\",\"time\":\"yesterday\"}"
            })
    void readsNothingFromWhatIsNoneOfItsEvents(String json) {
        assertThat(CloudEvents.decode(json.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
