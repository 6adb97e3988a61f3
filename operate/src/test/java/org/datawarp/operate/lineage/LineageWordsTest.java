package org.datawarp.operate.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.openlineage.server.OpenLineage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseState;
import org.junit.jupiter.api.Test;

class LineageWordsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As those read it who take lineage: OpenLineage's own model of the receiving side. */
    private static final ObjectMapper RECEIVER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String RUN = "5f0c3a1be9d27f44";
    private static final String MONTH = "2025-03";

    private final KnownLoads loads = new KnownLoads();
    private final LineageWords words = new LineageWords("here", loads, KnownLoads.PLACES);
    private final OpenRuns open = new OpenRuns();

    private List<JsonNode> told(List<Event> events) throws IOException {
        List<JsonNode> told = new ArrayList<>();
        for (Event event : events) {
            for (String json : words.of(event, open)) {
                RECEIVER.readValue(json, OpenLineage.RunEvent.class);
                told.add(JSON.readTree(json));
            }
        }
        return told;
    }

    private List<JsonNode> told(EventType type, Map<Fact, String> facts) throws IOException {
        return told(List.of(KnownLoads.event(type, MONTH, RUN, facts)));
    }

    private static List<String> types(List<JsonNode> told) {
        return told.stream().map(event -> event.path("eventType").asText()).toList();
    }

    private JsonNode complete() throws IOException {
        loads.know(RUN, MONTH, ReleaseState.PROMOTED);
        loads.publish(4, MONTH);
        List<JsonNode> told = told(KnownLoads.well(MONTH, RUN, 4));
        return told.get(told.size() - 1);
    }

    @Test
    void tellsARunFromItsStartToTheCatalogue() throws IOException {
        loads.know(RUN, MONTH, ReleaseState.PROMOTED);
        loads.publish(4, MONTH);

        List<JsonNode> told = told(KnownLoads.well(MONTH, RUN, 4));

        assertThat(types(told)).containsExactly("START", "RUNNING", "COMPLETE");
        assertThat(told.stream().map(event -> event.at("/run/runId").asText()).distinct())
                .as("one run")
                .hasSize(1);
        assertThat(told).allSatisfy(event -> {
            assertThat(event.at("/job/namespace").asText()).isEqualTo("here");
            assertThat(event.at("/job/name").asText()).isEqualTo("visits");
            assertThat(event.path("eventTime").asText()).startsWith("2025-04-10T12:00:00");
            assertThat(event.path("schemaURL").asText()).endsWith("#/$defs/RunEvent");
            assertThat(event.at("/run/facets/nominalTime/nominalStartTime").asText())
                    .startsWith("2025-03-01T00:00:00");
            assertThat(LineageEndpoint.tag(event, "vintage")).isEqualTo("final");
            assertThat(LineageEndpoint.tag(event, "rejected")).isEqualTo("2");
        });
    }

    @Test
    void namesFilesBySiteAndPathWithoutALogin() throws IOException {
        JsonNode file = complete().at("/inputs/0");

        assertThat(file.path("namespace").asText()).isEqualTo("https://files.example:8443");
        assertThat(file.path("name").asText()).isEqualTo("/v%20s.csv?v=2");
        assertThat(file.at("/facets/version/datasetVersion").asText()).isEqualTo(KnownLoads.DIGEST.value());
        assertThat(file.at("/facets/documentation/description").asText())
                .isEqualTo("visits.csv, published on https://stats.example/visits/");
        assertThat(file.at("/inputFacets/inputStatistics/size").asLong()).isEqualTo(1_234);
        assertThat(file.at("/inputFacets/dataQualityAssertions/assertions/0/success")
                        .asBoolean(true))
                .as("two rows did not fit")
                .isFalse();
        assertThat(file.toString()).doesNotContain("me:pw");
    }

    @Test
    void namesTheTableAndTheObjectsWithWhatWasWritten() throws IOException {
        JsonNode table = complete().at("/outputs/0");
        JsonNode objects = complete().at("/outputs/1");

        assertThat(table.path("namespace").asText()).isEqualTo("postgres://db:5432");
        assertThat(table.path("name").asText()).isEqualTo("datawarp.data.visits");
        assertThat(table.at("/facets/version/datasetVersion").asText()).isEqualTo(RUN);
        assertThat(table.at("/facets/schema/fields/3/name").asText()).isEqualTo("org");
        assertThat(table.at("/facets/schema/fields/3/type").asText()).isEqualTo("text");
        assertThat(table.at("/outputFacets/outputStatistics/rowCount").asLong()).isEqualTo(9);

        assertThat(objects.path("namespace").asText()).isEqualTo("s3://lake");
        assertThat(objects.path("name").asText()).isEqualTo("datasets/visits");
        assertThat(objects.at("/facets/version/datasetVersion").asText()).isEqualTo("4");
        assertThat(objects.at("/outputFacets/outputStatistics/size").asLong())
                .as("of the new part")
                .isEqualTo(1_000);
        assertThat(objects.at("/outputFacets/outputStatistics/rowCount").asLong())
                .isEqualTo(10);
        assertThat(objects.at("/facets/documentation/description").asText())
                .isEqualTo("Visits. One row a visited organisation.");
    }

    @Test
    void tellsOnlyTheColumnsWhoseHeadingsTheLoadItselfHad() throws IOException {
        JsonNode fields = complete().at("/outputs/0/facets/columnLineage/fields");

        assertThat(fields.properties()).singleElement().satisfies(field -> {
            assertThat(field.getKey()).isEqualTo("org");
            JsonNode from = field.getValue().at("/inputFields/0");
            assertThat(from.path("namespace").asText()).isEqualTo("https://files.example:8443");
            assertThat(from.path("field").asText()).isEqualTo("visits.csv!Organisation");
        });
    }

    @Test
    void tellsWithoutObjectsWhenTheVersionHasGone() throws IOException {
        loads.know(RUN, MONTH, ReleaseState.PROMOTED);

        JsonNode complete =
                told(EventType.CATALOG_COMMITTED, Map.of(Fact.VERSION, "4")).get(0);

        assertThat(complete.path("eventType").asText()).isEqualTo("COMPLETE");
        assertThat(complete.path("outputs")).hasSize(1);
        assertThat(complete.at("/outputs/0/name").asText()).isEqualTo("datawarp.data.visits");
    }

    @Test
    void tellsThatAHeldReleaseFailedAndWhy() throws IOException {
        loads.know(
                RUN,
                MONTH,
                ReleaseState.HELD,
                new HoldReason(HoldCode.values()[0], "visits", "none", "some", "look at it"));
        told(EventType.RELEASE_PUBLISHED, Map.of());

        List<JsonNode> told = told(EventType.RELEASE_HELD, Map.of(Fact.MESSAGE, "too few rows; look at it"));

        assertThat(types(told)).containsExactly("FAIL");
        assertThat(told.get(0).at("/run/facets/errorMessage/message").asText()).isEqualTo("too few rows; look at it");
        assertThat(told.get(0)
                        .at("/inputs/0/inputFacets/dataQualityAssertions/assertions/1/assertion")
                        .asText())
                .isEqualTo(HoldCode.values()[0].toString());
        assertThat(told.get(0).path("outputs")).isEmpty();
    }

    @Test
    void tellsAReleaseThatCouldNotBePublishedAsARunOfItsOwn() throws IOException {
        List<JsonNode> told = told(List.of(
                KnownLoads.event(EventType.RELEASE_FAILED, MONTH, "", Map.of(Fact.MESSAGE, "the broker is away"))));

        assertThat(types(told)).containsExactly("START", "FAIL");
        assertThat(told.get(0).at("/run/runId")).isEqualTo(told.get(1).at("/run/runId"));
    }

    @Test
    void tellsAReplayThoughNothingOfItWentToTheRawTopic() throws IOException {
        loads.know(RUN, MONTH, ReleaseState.PROMOTED);

        List<JsonNode> told = told(EventType.RELEASE_PROMOTED, Map.of(Fact.ROWS, "10"));

        assertThat(types(told)).containsExactly("START", "RUNNING");
    }

    @Test
    void tellsALoadThatChangedNothingAsComplete() throws IOException {
        loads.know(RUN, MONTH, ReleaseState.UNCHANGED);

        List<JsonNode> told = told(EventType.RELEASE_UNCHANGED, Map.of(Fact.ROWS, "10"));

        assertThat(types(told)).containsExactly("START", "COMPLETE");
        assertThat(told.get(1).path("outputs")).isEmpty();
    }

    @Test
    void tellsNothingOfALookThatFoundAReleaseAsItWas() throws IOException {
        assertThat(told(EventType.RELEASE_UNCHANGED, Map.of())).isEmpty();
    }

    @Test
    void tellsNothingOfAVersionThatARollbackBrought() throws IOException {
        loads.know(RUN, MONTH, ReleaseState.WITHDRAWN);

        assertThat(told(EventType.CATALOG_COMMITTED, Map.of(Fact.VERSION, "4"))).isEmpty();
    }

    @Test
    void abortsAnAttemptThatANewerOneHasOvertaken() throws IOException {
        loads.know(RUN, MONTH, ReleaseState.LOADING);
        told(EventType.RELEASE_PUBLISHED, Map.of());
        loads.know(RUN, MONTH, ReleaseState.SUPERSEDED);

        List<JsonNode> told =
                told(List.of(KnownLoads.event(EventType.RELEASE_PUBLISHED, MONTH, "0123456789abcdef", Map.of())));

        assertThat(types(told)).containsExactly("ABORT", "START");
        assertThat(LineageEndpoint.tag(told.get(0), "run")).isEqualTo(RUN);
        assertThat(open.all()).containsExactly("0123456789abcdef");
    }
}
