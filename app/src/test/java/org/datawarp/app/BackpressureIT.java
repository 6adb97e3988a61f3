package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.datawarp.app.role.FetchRole;
import org.datawarp.app.role.Loading;
import org.datawarp.operate.pressure.Backlog;
import org.datawarp.operate.pressure.Level;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.setting.StoreSettings;
import org.datawarp.streams.release.ReleaseState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching waits for the later steps, stage by stage, and nothing is lost. */
@Tag("slow")
class BackpressureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final YearMonth FIRST = YearMonth.of(2024, 1);
    private static final int RELEASES = 6;

    private static final int ROWS_OF_EACH = 150;

    /** Less than one release has: it is loaded all the same. */
    private static final String MOST_ROWS = "100";

    private static final String MOST_CHANGES = "100";

    /** Before each release: a machine that is quick has fetched all of them within a second. */
    private static final Duration BETWEEN_MEASUREMENTS = Duration.ofMillis(20);

    private static final DateTimeFormatter FILE_MONTH = DateTimeFormatter.ofPattern("MMMM-uuuu", Locale.UK);
    private static final String ROWS = "rows that are not loaded";
    private static final String CHANGES = "changes that are not in the catalogue";

    private static final String FIELDS = """
            fields:
              - {name: provider, headings: [Provider], role: key}
              - {name: beds_open, headings: [Beds open], type: integer, role: measure}
              - {name: beds_occupied, headings: [Beds occupied], type: integer, role: measure}
            """;

    @TempDir
    private Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final StopSignal stop = new StopSignal();
    private String dataset = "";

    private Settings settings() throws IOException {
        Path manifests = folder.resolve("manifests");
        DriftingPublication publication = new DriftingPublication(manifests, "held-up", FIELDS);
        for (int number = 0; number < RELEASES; number++) {
            publication.csv(
                    "beds-%s.csv".formatted(FILE_MONTH.format(FIRST.plusMonths(number))),
                    List.of("Provider", "Beds open", "Beds occupied"),
                    rows(number));
        }
        dataset = publication.dataset();
        return SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR,
                        folder.resolve("data").toString(),
                        Setting.DATAWARP_MANIFESTS,
                        manifests.toString(),
                        Setting.DATAWARP_MOST_WAITING_ROWS,
                        MOST_ROWS,
                        Setting.DATAWARP_MOST_WAITING_CHANGES,
                        MOST_CHANGES,
                        Setting.DATAWARP_LEAST_FREE_MB,
                        "1"),
                Map.of(),
                Path.of("."));
    }

    private static List<List<Object>> rows(int release) {
        return IntStream.range(0, ROWS_OF_EACH)
                .mapToObj(row -> List.<Object>of("R%03d".formatted(row), 100 + row, row + release))
                .toList();
    }

    private long published() {
        return events.stream()
                .filter(event -> event.type() == EventType.RELEASE_PUBLISHED)
                .count();
    }

    /** The last reported wait must be for this level. */
    private void awaitPause(String what) {
        Awaitility.await("waiting for " + what).atMost(PATIENCE).until(() -> {
            List<Event> told = events.stream()
                    .filter(event -> event.type() == EventType.FETCH_PAUSED || event.type() == EventType.FETCH_RESUMED)
                    .toList();
            return !told.isEmpty()
                    && told.get(told.size() - 1)
                            .facts()
                            .getOrDefault(Fact.WAITS_FOR, "")
                            .contains(what);
        });
    }

    private Pipeline start(Settings settings, Endpoints endpoints, Role... roles) throws Exception {
        EnumSet<Role> all = EnumSet.noneOf(Role.class);
        all.addAll(List.of(roles));
        return Pipeline.start(all, settings, endpoints, events::add, stop::fail);
    }

    @Test
    @Tag("B8")
    void waitsForWhoeverIsBehindAndThenDeliversAll() throws Exception {
        Settings settings = settings();
        List<PublicationManifest> manifests = PublicationManifest.readAll(settings.manifests());
        try (Services services = Services.start(settings);
                Pipeline topics = start(settings, services.endpoints(), Role.FETCH);
                FetchRole fetch =
                        FetchRole.start(settings, services.endpoints(), events::add, stop, BETWEEN_MEASUREMENTS);
                Published published = Published.of(services.endpoints())) {
            Loading loading = new Loading(fetch, published.watch(manifests));
            CompletableFuture<Void> bringing =
                    CompletableFuture.runAsync(() -> loading.bring(manifests, ReleaseChoice.CHANGED));

            // Loading is stopped.
            awaitPause(ROWS);
            long withoutLoader = published();
            assertThat(withoutLoader).isLessThan(RELEASES);

            try (Pipeline loader = start(settings, services.endpoints(), Role.CAPTURE, Role.APPLY)) {
                // Publishing is stopped.
                awaitPause(CHANGES);
                assertThat(published()).isBetween(withoutLoader, RELEASES - 1L);
                assertThat(bringing).isNotDone();
                assertThatAStoreThatIsAwayHoldsUpToo(settings, services.endpoints());

                try (Pipeline sink = start(settings, services.endpoints(), Role.SINK)) {
                    bringing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    assertThat(loading.await(stop))
                            .hasSize(RELEASES)
                            .allSatisfy(release ->
                                    assertThat(release.status().state()).isEqualTo(ReleaseState.PROMOTED));
                }
            }
            assertThat(published.catalog().datasets()).singleElement().satisfies(found -> {
                assertThat(found.dataset()).hasToString(dataset);
                assertThat(found.rows()).isEqualTo((long) RELEASES * ROWS_OF_EACH);
            });
            assertThat(loading.unfetched()).isEmpty();
            assertThat(stop.failure()).isEmpty();
        }
    }

    private static void assertThatAStoreThatIsAwayHoldsUpToo(Settings settings, Endpoints endpoints)
            throws InterruptedException {
        StoreSettings store = endpoints.store();
        Endpoints away = new Endpoints(
                endpoints.kafka(),
                endpoints.database(),
                Map.of(),
                new StoreSettings(
                        URI.create("http://127.0.0.1:1"),
                        store.region(),
                        store.bucket(),
                        store.accessKey(),
                        store.secretKey()),
                "");
        try (Backlog backlog = Backlog.open(settings, away)) {
            // Rows may also wait: those of the last release before the pause can still be on their way to the loader.
            assertThat(backlog.all())
                    .filteredOn(Level::isBeyond)
                    .extracting(Level::amount)
                    .anySatisfy(amount -> assertThat(amount).contains("the object store does not answer"));
        }
    }
}
