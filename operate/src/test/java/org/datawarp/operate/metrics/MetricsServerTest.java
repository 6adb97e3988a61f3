package org.datawarp.operate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {

    private final Metrics metrics = new Metrics();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Health health = new Health(() -> Optional.ofNullable(failure.get()));
    private MetricsServer server;

    @BeforeEach
    void start() throws IOException {
        server = MetricsServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics, health);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        URI address =
                URI.create("http://127.0.0.1:%d%s".formatted(server.address().getPort(), path));
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void writesWhatPrometheusReads() throws Exception {
        metrics.add(Metric.FETCH_FILES_REJECTED_TOTAL, 2, "ae-monthly", "a \"b\" \\ \n");
        metrics.add(Metric.FETCH_FILES_REJECTED_TOTAL, 1, "ae-monthly", "a \"b\" \\ \n");
        metrics.set(Metric.APPLY_STAGE_TIMESTAMP_SECONDS, 1748779200.125, "ae-monthly", "raw");

        HttpResponse<String> answer = ask("GET", "/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(answer.body())
                .contains(
                        "# HELP datawarp_fetch_files_rejected_total Times that a file could not be fetched or read,"
                                + " by cause.\n# TYPE datawarp_fetch_files_rejected_total counter\n"
                                + "datawarp_fetch_files_rejected_total{publication=\"ae-monthly\",reason=\"a \\\"b\\\" \\\\ \\n\"} 3\n")
                .contains("""
                        # TYPE datawarp_apply_stage_timestamp_seconds gauge
                        datawarp_apply_stage_timestamp_seconds{publication="ae-monthly",stage="raw"} 1.748779200125E9
                        """)
                .containsPattern("datawarp_process_heap_used_bytes \\d+\n");
    }

    @Test
    void keepsTheFiguresOfBeforeWhenNewOnesCannotBeHad() throws Exception {
        metrics.set(Metric.SINK_CATALOG_VERSION, 7);
        server.add("sink", m -> {
            throw new IOException("the store is away");
        });

        assertThat(ask("GET", "/metrics").body())
                .contains(
                        "datawarp_sink_catalog_version 7\n", "datawarp_process_figures_failed_total{of=\"sink\"} 1\n");
    }

    @Test
    void isReadyWhenAllChecksArePassed() throws Exception {
        health.add("kafka", () -> "");
        assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(200);

        health.add("postgresql", () -> {
            throw new IOException("connection refused");
        });
        HttpResponse<String> answer = ask("GET", "/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("\"ready\":false")
                .contains("{\"check\":\"kafka\",\"passed\":true}")
                .contains("{\"check\":\"postgresql\",\"passed\":false,\"problem\":\"connection refused\"}");
        assertThat(ask("GET", "/health/live").statusCode())
                .as("a service that is away is waited for")
                .isEqualTo(200);
    }

    @Test
    void livesUntilItsWorkCannotGoOn() throws Exception {
        assertThat(ask("GET", "/health/live").body()).isEqualTo("{\"live\":true}\n");

        failure.set(new IllegalStateException("the disk is full"));

        assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(503);
        assertThat(ask("GET", "/health/live").body()).contains("the disk is full");
        assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void answersNothingElse() throws Exception {
        assertThat(ask("GET", "/").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/metrics").statusCode()).isEqualTo(405);
        assertThat(ask("HEAD", "/metrics").statusCode()).isEqualTo(200);
    }
}
