package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.datawarp.app.progress.EventTopic;
import org.datawarp.app.role.FetchRole;
import org.datawarp.app.role.Loading;
import org.datawarp.operate.lineage.LineageEndpoint;
import org.datawarp.operate.lineage.LineageFollower;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.ReleaseName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lineage of real loads, also when the endpoint is down and after the follower restarts. */
@Tag("slow")
class LineageIT {

    private static final String PUBLICATION = "ae-monthly";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ReleaseChoice AGAIN =
            new ReleaseChoice(Optional.of(new ReleaseName("2025-05")), ReleaseChoice.Unchanged.PUBLISH_AGAIN);

    @TempDir
    private Path folder;

    private final StopSignal stop = new StopSignal();

    private Settings settings() throws IOException {
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), PUBLICATION);
        return SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR, folder.resolve("data").toString(),
                        Setting.DATAWARP_MANIFESTS, manifests.toString(),
                        Setting.DATAWARP_SOURCE, "samples"),
                Map.of(),
                Path.of("."));
    }

    private static List<JsonNode> complete(LineageEndpoint endpoint) {
        return endpoint.taken().stream()
                .filter(event -> event.path("eventType").asText().equals("COMPLETE"))
                .toList();
    }

    private static void awaitComplete(LineageEndpoint endpoint, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> complete(endpoint).size() >= count);
    }

    @Test
    void hearsOfEachLoadOnceThoughItIsAwayAndWhoTellsItIsStartedAgain()
            throws IOException, InterruptedException, TimeoutException {
        Settings settings = settings();
        List<PublicationManifest> manifests = PublicationManifest.readAll(settings.manifests());
        try (LineageEndpoint endpoint = LineageEndpoint.start();
                Services services = Services.start(settings);
                EventTopic events = new EventTopic(services.endpoints().kafkaProperties());
                Pipeline pipeline =
                        Pipeline.start(EnumSet.allOf(Role.class), settings, services.endpoints(), events, stop::fail);
                FetchRole fetch = FetchRole.start(settings, services.endpoints(), events, stop);
                Published published = Published.of(services.endpoints())) {
            endpoint.fail(503, 2);
            try (LineageFollower follower =
                    LineageFollower.start(services.endpoints(), Optional.of(endpoint.settings()))) {
                load(fetch, published, manifests, ReleaseChoice.CHANGED);
                awaitComplete(endpoint, 3);
            }
            List<String> first = endpoint.heard();
            assertThat(first).hasSize(9).doesNotHaveDuplicates();
            for (String month : List.of("2025-03", "2025-04", "2025-05")) {
                assertThat(first)
                        .containsSubsequence(heard(month, "START"), heard(month, "RUNNING"), heard(month, "COMPLETE"));
            }
            assertThat(complete(endpoint)).allSatisfy(LineageIT::tellsWhereItsDataCameFromAndWent);

            load(fetch, published, manifests, AGAIN);
            try (LineageFollower follower =
                    LineageFollower.start(services.endpoints(), Optional.of(endpoint.settings()))) {
                awaitComplete(endpoint, 4);
            }
            assertThat(endpoint.heard().subList(first.size(), endpoint.heard().size()))
                    .as("of what came after the restart, and nothing again")
                    .containsExactly(heard("2025-05", "START"), heard("2025-05", "COMPLETE"));
        }
    }

    private static String heard(String month, String type) {
        return "%s %s %s".formatted(PUBLICATION, month, type);
    }

    private void load(FetchRole fetch, Published published, List<PublicationManifest> manifests, ReleaseChoice choice)
            throws IOException, InterruptedException {
        Loading loading = new Loading(fetch, published.watch(manifests));
        loading.bring(manifests, choice);
        assertThat(loading.await(stop)).isNotEmpty();
    }

    private static void tellsWhereItsDataCameFromAndWent(JsonNode event) {
        assertThat(event.at("/inputs/0/namespace").asText()).startsWith("http://127.0.0.1:");
        assertThat(event.at("/inputs/0/name").asText())
                .startsWith("/" + PUBLICATION + "/")
                .endsWith(".csv");
        assertThat(event.path("outputs").findValuesAsText("name"))
                .contains("datawarp.data.ae_provider", "datasets/ae_provider");
        assertThat(event.at("/outputs/1/outputFacets/outputStatistics/size").asLong())
                .isPositive();
    }
}
