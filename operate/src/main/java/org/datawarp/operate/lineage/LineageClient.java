package org.datawarp.operate.lineage;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.datawarp.platform.http.ForeignServer;
import org.datawarp.platform.setting.LineageSettings;

/** Posts events to the endpoint. Used by one thread. */
final class LineageClient {

    private static final int NOT_FOUND = 404;

    private final LineageSettings settings;
    private final Duration timeout;
    private final HttpClient client;

    /** @param timeout of each request */
    LineageClient(LineageSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        this.client = ForeignServer.client(timeout);
    }

    /**
     * Sends an event.
     *
     * @throws IOException when the endpoint does not answer, is overloaded or rejects the key: retry later
     * @throws LineageRefusal when it rejects this event only
     */
    void send(String json) throws IOException, LineageRefusal, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.address())
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        if (!settings.key().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        // The answer is not used or logged: it may repeat what was sent.
        int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (ForeignServer.isDone(status)) {
            return;
        }
        if (ForeignServer.isLoginRefused(status)) {
            throw new IOException("status %d; check DATAWARP_OPENLINEAGE_API_KEY".formatted(status));
        }
        if (status / 100 == 3 || status == NOT_FOUND) {
            throw new IOException("status %d; check DATAWARP_OPENLINEAGE_URL".formatted(status));
        }
        if (ForeignServer.mayPass(status)) {
            throw new IOException("status " + status);
        }
        throw new LineageRefusal("status " + status);
    }
}
