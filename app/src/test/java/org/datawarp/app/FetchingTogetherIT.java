package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.datawarp.app.role.FetchRole;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.SettingsReader;
import org.datawarp.producers.PublicationOutcome;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.producers.ReleaseOutcome;
import org.datawarp.producers.ReleaseOutcome.State;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two instances with separate disks fetch from one site: nothing is fetched twice, and both know the calendar. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FetchingTogetherIT {

    @TempDir
    private static Path folder;

    private static final Map<String, String> BODIES = new ConcurrentHashMap<>();
    private static final List<String> ANSWERS = new CopyOnWriteArrayList<>();
    private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();

    private static HttpServer site;
    private static RunningStack stack;
    private static FetchRole one;
    private static FetchRole other;
    private static PublicationManifest manifest;

    @BeforeAll
    static void start() throws Exception {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", FetchingTogetherIT::answer);
        site.start();
        BODIES.put("/visits/2025-01.csv", "Org,Visits\nRRK,1\n");
        BODIES.put("/visits/2025-02.csv", "Org,Visits\nRRK,2\n");
        BODIES.put("/visits/", "<a href=2025-01.csv>January</a> <a href=2025-02.csv>February</a>");
        Path manifests =
                Files.createDirectories(folder.resolve("manifests/visits")).getParent();
        Files.writeString(manifests.resolve("visits/publication.yaml"), """
                publication: visits
                title: Visits
                publisher: An office
                licence: OGL-UK-3.0
                landing-page: http://%s/visits/
                frequency: month
                schedule: {lag-months: 1, week: 2, weekday: thursday}
                files: {include: "*.csv"}
                """.formatted(host()));
        Files.writeString(manifests.resolve("visits/visits.yaml"), """
                dataset: visits
                title: Visits
                description: Visits to organisations
                fields:
                  - {name: org, type: text, role: key, headings: Org}
                  - {name: visits, type: integer, role: measure, headings: Visits}
                """);
        stack = RunningStack.start(folder.resolve("data"), manifests, "live", Map.of("DATAWARP_TRUSTED_HOSTS", host()));
        manifest = PublicationManifest.readAll(manifests).get(0);
        one = instance("one", manifests);
        other = instance("other", manifests);
    }

    private static FetchRole instance(String name, Path manifests) throws IOException {
        return FetchRole.start(
                SettingsReader.read(
                        Map.of(
                                Setting.DATAWARP_DATA_DIR, folder.resolve(name).toString(),
                                Setting.DATAWARP_MANIFESTS, manifests.toString(),
                                Setting.DATAWARP_SOURCE, "live"),
                        Map.of("DATAWARP_TRUSTED_HOSTS", host()),
                        Path.of(".")),
                stack.endpoints(),
                EVENTS::add,
                new StopSignal());
    }

    @AfterAll
    static void stop() throws Exception {
        if (one != null) {
            one.close();
        }
        if (other != null) {
            other.close();
        }
        if (stack != null) {
            stack.close();
        }
        site.stop(0);
    }

    private static String host() {
        return "localhost:" + site.getAddress().getPort();
    }

    /** With an ETag, as sites give it. */
    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = BODIES.get(path);
            String tag = "\"" + (body == null ? 0 : body.hashCode()) + "\"";
            boolean known = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            int status = body == null ? 404 : known ? 304 : 200;
            ANSWERS.add(status + " " + path);
            exchange.getResponseHeaders().add("ETag", tag);
            byte[] bytes = body == null || known ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Test
    @Order(1)
    void oneOfTwoThatLookAtOnceBringsTheReleases() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Optional<PublicationOutcome>>> outcomes =
                    threads.invokeAll(List.<Callable<Optional<PublicationOutcome>>>of(
                            () -> one.fetchIfDue(manifest, ReleaseChoice.RECENT),
                            () -> other.fetchIfDue(manifest, ReleaseChoice.RECENT)));

            assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
                    .filteredOn(Optional::isPresent)
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.orElseThrow().releases())
                            .extracting(ReleaseOutcome::state)
                            .containsExactly(State.PUBLISHED, State.PUBLISHED));
            assertThat(ANSWERS).filteredOn(answer -> answer.endsWith(".csv")).hasSize(2);
            assertThat(EVENTS)
                    .as("the next release was expected years ago")
                    .extracting(Event::type)
                    .containsOnlyOnce(EventType.RELEASE_LATE, EventType.PUBLICATION_DISCONTINUED)
                    .contains(EventType.RELEASE_MISSING);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Order(2)
    void nobodyLooksBeforeItIsTime() throws IOException {
        ANSWERS.clear();

        assertThat(one.fetchIfDue(manifest, ReleaseChoice.RECENT)).isEmpty();
        assertThat(other.fetchIfDue(manifest, ReleaseChoice.RECENT)).isEmpty();
        assertThat(other.due(List.of(manifest))).isEmpty();
        assertThat(ANSWERS).isEmpty();
    }

    @Test
    @Order(3)
    void whatOneHasFetchedTheOtherDoesNotFetchAgain() throws IOException {
        for (FetchRole instance : List.of(one, other)) {
            ANSWERS.clear();

            assertThat(instance.fetch(manifest, ReleaseChoice.CHANGED).releases())
                    .extracting(ReleaseOutcome::state)
                    .containsOnly(State.UNCHANGED);
            assertThat(ANSWERS)
                    .filteredOn(answer -> answer.endsWith(".csv"))
                    .containsExactly("304 /visits/2025-01.csv", "304 /visits/2025-02.csv");
        }
    }

    @Test
    @Order(4)
    void aFileThatIsReplacedUnderItsAddressIsFoundAndTold() throws IOException {
        BODIES.put("/visits/2025-02.csv", "Org,Visits\nRRK,22\n");
        EVENTS.clear();

        assertThat(other.fetch(manifest, ReleaseChoice.RECENT).releases())
                .extracting(ReleaseOutcome::state)
                .containsExactly(State.UNCHANGED, State.PUBLISHED);

        assertThat(EVENTS)
                .filteredOn(event -> event.type() == EventType.FILE_REPLACED)
                .extracting(Event::release)
                .containsExactly("2025-02");
    }

    @Test
    @Order(5)
    void aReleaseThatDoesNotComeIsToldOnce() throws IOException {
        EVENTS.clear();
        one.fetch(manifest, ReleaseChoice.RECENT);
        other.fetch(manifest, ReleaseChoice.RECENT);

        assertThat(EVENTS)
                .as("reported at the first check, by either instance")
                .extracting(Event::type)
                .doesNotContain(EventType.RELEASE_LATE, EventType.RELEASE_MISSING, EventType.PUBLICATION_DISCONTINUED);
    }

    @Test
    @Order(6)
    void theCalendarTellsWhatIsLateAndWhatWasSeen() throws IOException {
        CommandRun table = calendar();
        JsonNode visits = new ObjectMapper()
                .readTree(calendar("visits", "--json", "--days", "40").out())
                .get(0);

        assertThat(table.exitCode()).as("something is late").isEqualTo(1);
        assertThat(table.out())
                .contains("Thu 2025-04-10 09:30")
                .contains("missing")
                .contains("late by")
                .contains("given")
                .contains("2025-02 before");
        assertThat(visits.get("state").asText()).isEqualTo("discontinued");
        assertThat(visits.at("/last_seen/release").asText()).isEqualTo("2025-02");
        assertThat(visits.at("/expected/0/release").asText()).isEqualTo("2025-03");
        assertThat(visits.at("/look_again_at").asText())
                .isGreaterThan(visits.at("/looked_at").asText());
    }

    private static CommandRun calendar(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "calendar",
                "--data-dir",
                folder.resolve("data").toString(),
                "--manifests",
                folder.resolve("manifests").toString(),
                "--source",
                "live"));
        all.addAll(List.of(more));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
