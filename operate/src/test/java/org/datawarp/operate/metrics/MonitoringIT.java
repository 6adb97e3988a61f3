package org.datawarp.operate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.platform.embedded.EmbeddedDatabase;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.OutsideServices;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.MetricsSettings;
import org.datawarp.platform.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process says of itself while it starts, and while its services are away. */
class MonitoringIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Set<Role> ROLES = EnumSet.of(Role.FETCH);

    @TempDir
    private Path folder;

    private final StopSignal stop = new StopSignal();

    private HttpResponse<String> ask(Monitoring monitoring, String path) throws IOException, InterruptedException {
        String metrics = Monitoring.url(monitoring.address().orElseThrow());
        URI address = URI.create(metrics.replace("/metrics", path));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void awaitReadiness(Monitoring monitoring, int status, String said) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            HttpResponse<String> ready = ask(monitoring, "/health/ready");
            assertThat(ready.body()).contains(said);
            assertThat(ready.statusCode()).isEqualTo(status);
        });
    }

    @Test
    void isReadyOnceItHasStartedWheneverItsServicesAnswerAndLivesAllTheWhile() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        EmbeddedDatabase database = OutsideServices.database(folder, 0);
        Settings settings = OutsideServices.settings(folder, kafka, database);
        Endpoints endpoints = Endpoints.elsewhere(settings).orElseThrow();
        try (Monitoring monitoring = Monitoring.start(Optional.of(new MetricsSettings("127.0.0.1", 0)), stop)) {
            awaitReadiness(monitoring, 503, "it is starting");

            try (Pipeline pipeline = Pipeline.start(ROLES, settings, endpoints, event -> {}, stop::fail)) {
                monitoring.started(ROLES, endpoints, pipeline);
                awaitReadiness(monitoring, 200, "\"ready\":true");

                int port = database.port();
                database.close();
                awaitReadiness(monitoring, 503, "{\"check\":\"postgresql\",\"passed\":false");
                database = OutsideServices.database(folder, port);
                awaitReadiness(monitoring, 200, "\"ready\":true");

                String servers = kafka.bootstrapServers();
                kafka.close();
                awaitReadiness(monitoring, 503, "{\"check\":\"kafka\",\"passed\":false");
                assertThat(ask(monitoring, "/health/live").statusCode()).isEqualTo(200);
                kafka = EmbeddedKafka.start(
                        folder.resolve("kafka"), Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1)));
                awaitReadiness(monitoring, 200, "\"ready\":true");
            }

            stop.fail(new IllegalStateException("the disk is full"));
            assertThat(ask(monitoring, "/health/live").statusCode()).isEqualTo(503);
        } finally {
            kafka.close();
            database.close();
        }
    }
}
