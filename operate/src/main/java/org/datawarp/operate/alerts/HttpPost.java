package org.datawarp.operate.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.datawarp.platform.http.ForeignServer;

/** Posts JSON to one address, of which only the host is ever shown: the rest lets anyone post. */
final class HttpPost {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final HttpClient client = ForeignServer.client(CONNECT);
    private final URI address;

    HttpPost(URI address) {
        this.address = address;
    }

    /** @return the status, in words */
    String send(String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                .build();
        int status;
        try {
            status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            // Without the cause: it may name the whole address.
            throw new IOException("%s did not answer: %s".formatted(where(), why.replace(address.toString(), "...")));
        }
        if (!ForeignServer.isDone(status)) {
            throw new IOException(
                    "%s answered %d, expected 200 to 299; see that its URL is still good".formatted(where(), status));
        }
        return "answered " + status;
    }

    /** Scheme and host. */
    String where() {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return "%s://%s%s".formatted(address.getScheme(), address.getHost(), port);
    }
}
