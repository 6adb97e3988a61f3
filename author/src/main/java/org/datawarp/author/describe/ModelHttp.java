package org.datawarp.author.describe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.datawarp.platform.http.ForeignServer;
import org.datawarp.schemas.retry.Backoff;

/**
 * Exchanges JSON with a model's server, with a few tries, a time limit for each, and a limit on the size of answers.
 * Used by one thread.
 */
final class ModelHttp {

    /** A long table takes a small model half a minute. */
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final int TRIES = 3;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client;
    private final Duration timeout;
    private final Backoff backoff;

    /**
     * @param timeout of each try, from its first byte to its last
     * @param pause before the second try; the third waits twice as long
     */
    ModelHttp(Duration timeout, Duration pause) {
        this.timeout = timeout;
        this.backoff = new Backoff(pause, LONGEST_PAUSE, TRIES);
        this.client = ForeignServer.client(timeout);
    }

    private record Reply(int status, String body, Duration retryAfter) {}

    JsonNode post(URI address, Map<String, String> headers, JsonNode body) throws ModelException {
        ModelException last = new ModelException("it was not asked");
        for (int attempt = 1; attempt <= backoff.attempts(); attempt++) {
            try {
                Reply reply = send(address, headers, body);
                if (reply.status() == OK) {
                    return parse(reply.body());
                }
                last = new ModelException("%s answered with status %d".formatted(address.getHost(), reply.status()));
                if (reply.status() != TOO_MANY_REQUESTS && reply.status() < SERVER_ERROR) {
                    throw last;
                }
                rest(attempt, reply.retryAfter());
            } catch (IOException | TimeoutException e) {
                last = new ModelException("%s gave no answer in time".formatted(address.getHost()), e);
                rest(attempt, Duration.ZERO);
            }
        }
        throw last;
    }

    private void rest(int attempt, Duration asked) throws ModelException {
        if (attempt == backoff.attempts()) {
            return;
        }
        Duration longer = Collections.max(List.of(backoff.pauseAfter(attempt), asked));
        try {
            Thread.sleep(Collections.min(List.of(longer, LONGEST_PAUSE)).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("interrupted", e);
        }
    }

    /** The client's own timeout ends with the headers: a body may be sent for ever. */
    private Reply send(URI address, Map<String, String> headers, JsonNode body)
            throws IOException, TimeoutException, ModelException {
        FutureTask<Reply> task = new FutureTask<>(() -> exchange(address, headers, body));
        Thread thread = new Thread(task, "model-request");
        thread.setDaemon(true);
        thread.start();
        return await(task);
    }

    private Reply await(Future<Reply> reply) throws IOException, TimeoutException, ModelException {
        try {
            return reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("interrupted", e);
        } finally {
            reply.cancel(true);
        }
    }

    private Reply exchange(URI address, Map<String, String> headers, JsonNode body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        headers.forEach(request::header);
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("More than %d bytes".formatted(MOST_BYTES));
            }
            return new Reply(response.statusCode(), new String(bytes, StandardCharsets.UTF_8), retryAfter(response));
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,4}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }

    private JsonNode parse(String body) throws ModelException {
        try {
            JsonNode answer = json.readTree(body);
            if (answer != null && answer.isObject()) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            throw new ModelException("its server answered with something that is no JSON", e);
        }
        throw new ModelException("its server answered with something that is no JSON object");
    }
}
