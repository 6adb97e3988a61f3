package org.datawarp.operate.lineage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacetsBuilder;
import io.openlineage.client.OpenLineage.TagsRunFacetFields;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.Fact;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;

/**
 * Translates events to OpenLineage: one run for each attempt at a release, one job for each publication. The same event
 * always gives the same output. Used by one thread.
 */
final class LineageWords {

    private static final URI PRODUCER = URI.create("https://github.com/datawarp/datawarp");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
            .build();

    private final OpenLineage words = new OpenLineage(PRODUCER);
    private final String namespace;
    private final Loads loads;
    private final DatasetFacts datasets;

    /** @param namespace the namespace of jobs */
    LineageWords(String namespace, Loads loads, Places places) {
        this.namespace = namespace;
        this.loads = loads;
        this.datasets = new DatasetFacts(words, places);
    }

    /**
     * The OpenLineage events that follow from an event.
     *
     * @param open attempts whose start was sent and whose end was not; updated by this call
     * @return in order; empty when the event concerns no run
     * @throws IOException when the bucket does not answer
     */
    List<String> of(Event event, OpenRuns open) throws IOException {
        List<RunEvent> told = new ArrayList<>();
        if (event.publication().isEmpty() || event.release().isEmpty()) {
            return List.of();
        }
        switch (event.type()) {
            case RELEASE_PUBLISHED, RELEASE_STAGED -> start(event, open, told);
            case RELEASE_PROMOTED -> {
                start(event, open, told);
                told.add(promoted(event));
            }
            case RELEASE_UNCHANGED -> unchanged(event, open, told);
            case RELEASE_HELD -> {
                start(event, open, told);
                told.add(held(event));
                open.close(event.run());
            }
            case RELEASE_FAILED -> {
                told.add(run(event, EventType.START, facets(event)).build());
                told.add(run(event, EventType.FAIL, failure(event)).build());
            }
            case CATALOG_COMMITTED -> committed(event, open, told);
            default -> {}
        }
        return told.stream().map(LineageWords::json).toList();
    }

    private static String json(RunEvent event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write an event of lineage as JSON", e);
        }
    }

    private void start(Event event, OpenRuns open, List<RunEvent> told) {
        if (open.open(event.run())) {
            abortSuperseded(event, open, told);
            told.add(run(event, EventType.START, facets(event)).build());
        }
    }

    /** An attempt that a newer one has overtaken ends without its own event. */
    private void abortSuperseded(Event event, OpenRuns open, List<RunEvent> told) {
        for (String run : open.all()) {
            loads.byRun(run)
                    .filter(load -> load.state() == ReleaseState.SUPERSEDED)
                    .ifPresent(load -> {
                        Event of = new Event(
                                event.type(),
                                load.publication().value(),
                                load.release().value(),
                                run,
                                event.facts(),
                                event.at());
                        told.add(run(of, EventType.ABORT, facets(of)).build());
                        open.close(run);
                    });
        }
    }

    private RunEvent promoted(Event event) {
        OpenLineage.RunEventBuilder run = run(event, EventType.RUNNING, facets(event));
        loads.byRun(event.run())
                .ifPresent(load -> run.inputs(datasets.files(load)).outputs(datasets.tables(load, loads.datasets())));
        return run.build();
    }

    /** A check that finds nothing changed is no attempt: it counts no rows, and names the attempt before. */
    private void unchanged(Event event, OpenRuns open, List<RunEvent> told) {
        if (event.fact(Fact.ROWS).isEmpty()) {
            return;
        }
        start(event, open, told);
        OpenLineage.RunEventBuilder run = run(event, EventType.COMPLETE, facets(event));
        loads.byRun(event.run()).ifPresent(load -> run.inputs(datasets.files(load)));
        told.add(run.build());
        open.close(event.run());
    }

    private RunEvent held(Event event) {
        OpenLineage.RunEventBuilder run = run(event, EventType.FAIL, failure(event));
        loads.byRun(event.run()).ifPresent(load -> run.inputs(datasets.files(load)));
        return run.build();
    }

    /** A rollback also makes a version, but no attempt is its cause. */
    private void committed(Event event, OpenRuns open, List<RunEvent> told) throws IOException {
        Optional<ReleaseStatus> load = loads.byRun(event.run()).filter(found -> found.state() == ReleaseState.PROMOTED);
        if (load.isEmpty()) {
            return;
        }
        OpenLineage.RunEventBuilder run =
                run(event, EventType.COMPLETE, facets(event)).inputs(datasets.files(load.get()));
        Optional<Catalog> catalog = loads.catalog(event.number(Fact.VERSION));
        run.outputs(
                catalog.isPresent()
                        ? datasets.published(load.get(), catalog.get())
                        : datasets.tables(load.get(), loads.datasets()));
        told.add(run.build());
        open.close(event.run());
    }

    private OpenLineage.RunEventBuilder run(Event event, EventType type, RunFacetsBuilder facets) {
        return words.newRunEventBuilder()
                .eventType(type)
                .eventTime(event.at().atZone(ZoneOffset.UTC))
                .run(words.newRunBuilder()
                        .runId(runId(event))
                        .facets(facets.build())
                        .build())
                .job(words.newJobBuilder()
                        .namespace(namespace)
                        .name(event.publication())
                        .facets(words.newJobFacetsBuilder()
                                .jobType(words.newJobTypeJobFacet("BATCH", "DATAWARP", "RELEASE"))
                                .documentation(words.newDocumentationJobFacet(
                                        "Loads the releases of the publication %s".formatted(event.publication()),
                                        "text/plain"))
                                .build())
                        .build());
    }

    /** A run's name as a UUID. A run that failed before it had a name is identified by its release and time. */
    private static UUID runId(Event event) {
        String name = event.run().isEmpty()
                ? "%s/%s@%s".formatted(event.publication(), event.release(), event.at())
                : event.run();
        return UUID.nameUUIDFromBytes(("datawarp/" + name).getBytes(StandardCharsets.UTF_8));
    }

    private RunFacetsBuilder failure(Event event) {
        return facets(event).errorMessage(words.newErrorMessageRunFacet(event.fact(Fact.MESSAGE), "Java", null));
    }

    private RunFacetsBuilder facets(Event event) {
        RunFacetsBuilder facets = words.newRunFacetsBuilder();
        List<TagsRunFacetFields> tags = new ArrayList<>();
        tags.add(tag("release", event.release()));
        if (!event.run().isEmpty()) {
            tags.add(tag("run", event.run()));
            loads.byRun(event.run()).ifPresent(load -> {
                facets.nominalTime(words.newNominalTimeRunFacet(
                        midnight(load.period().start()),
                        midnight(load.period().end().plusDays(1))));
                tags.add(tag("vintage", load.vintage()));
                tags.add(tag("manifest", load.manifestVersion()));
                if (load.closedAt() != null) {
                    tags.add(tag("rejected", Long.toString(load.counts().rejected())));
                }
            });
        }
        return facets.tags(words.newTagsRunFacet(tags));
    }

    private TagsRunFacetFields tag(String key, String value) {
        return words.newTagsRunFacetFieldsBuilder()
                .key(key)
                .value(value)
                .source("DATAWARP")
                .build();
    }

    private static ZonedDateTime midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC);
    }
}
