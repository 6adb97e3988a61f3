package org.datawarp.operate.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.apache.avro.Schema;
import org.datawarp.platform.http.ForeignServer;
import org.datawarp.platform.setting.RegistrySettings;

/** A client for a schema registry with Confluent's API. Used by one thread. */
final class RegistryClient {

    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int MOST_BYTES = 64 * 1024;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final ObjectMapper json = new ObjectMapper();
    private final RegistrySettings settings;
    private final Duration timeout;
    private final HttpClient client;

    /** @param timeout of each request */
    RegistryClient(RegistrySettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        this.client = ForeignServer.client(timeout);
    }

    /**
     * Registers a schema as the next version of a subject, unless it is one of its versions already.
     *
     * @return its id in the registry
     * @throws IOException when the registry does not answer, or refuses the login: retry later
     */
    int register(String subject, Schema schema) throws IOException, RegistryRefusal, InterruptedException {
        String body = json.writeValueAsString(Map.of("schema", schema.toString()));
        return send("POST", "/subjects/" + escaped(subject) + "/versions", body)
                .path("id")
                .asInt();
    }

    /** Whether someone has set which versions a subject may have. */
    boolean hasCompatibility(String subject) throws IOException, RegistryRefusal, InterruptedException {
        try {
            send("GET", "/config/" + escaped(subject), "");
            return true;
        } catch (RegistryRefusal e) {
            if (e.status() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** @param level as the registry names it, such as {@code FULL_TRANSITIVE} */
    void setCompatibility(String subject, String level) throws IOException, RegistryRefusal, InterruptedException {
        send("PUT", "/config/" + escaped(subject), json.writeValueAsString(Map.of("compatibility", level)));
    }

    private static String escaped(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode send(String method, String path, String body)
            throws IOException, RegistryRefusal, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.address() + path))
                .timeout(timeout)
                .header("Accept", TYPE)
                .header("Content-Type", TYPE)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (!settings.user().isEmpty()) {
            String login = settings.user() + ":" + settings.password();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            return answer(response.statusCode(), in.readNBytes(MOST_BYTES));
        }
    }

    private JsonNode answer(int status, byte[] body) throws IOException, RegistryRefusal {
        JsonNode answer = parsed(body);
        if (status == OK) {
            return answer;
        }
        String told = "status %d%s"
                .formatted(status, answer.path("message").asText().isEmpty() ? "" : ", " + answer.path("message"));
        if (ForeignServer.isLoginRefused(status)) {
            throw new IOException(told + "; check SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD");
        }
        if (ForeignServer.mayPass(status)) {
            throw new IOException(told);
        }
        throw new RegistryRefusal(status, told);
    }

    private JsonNode parsed(byte[] body) {
        try {
            JsonNode answer = json.readTree(new String(body, StandardCharsets.UTF_8));
            return answer == null ? json.createObjectNode() : answer;
        } catch (JsonProcessingException e) {
            return json.createObjectNode();
        }
    }
}
