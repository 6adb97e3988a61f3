package org.datawarp.operate.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParseException;
import org.datawarp.platform.setting.RegistrySettings;

/**
 * A schema registry in memory, over HTTP, as Confluent documents its own: ids over all subjects, a level for each subject
 * or BACKWARD, a schema that is there already keeps its id.
 */
final class MemoryRegistry implements AutoCloseable {

    private static final Pattern VERSIONS = Pattern.compile("/subjects/([^/]+)/versions");
    private static final Pattern CONFIG = Pattern.compile("/config/([^/]+)");
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("datawarp:s3cret".getBytes(StandardCharsets.UTF_8));

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Map<String, List<Schema>> versions = new ConcurrentHashMap<>();
    private final Map<String, String> levels = new ConcurrentHashMap<>();
    private final List<Schema> ids = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int failure;

    private record Answer(int status, Object body) {}

    MemoryRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    RegistrySettings settings() {
        return new RegistrySettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "datawarp", "s3cret");
    }

    /** Has it answer some requests with a status that is not theirs. */
    void fail(int status, int requests) {
        failure = status;
        failures.set(requests);
    }

    void setLevel(String subject, String level) {
        levels.put(subject, level);
    }

    /** By subject. */
    Map<String, String> levels() {
        return levels;
    }

    List<Schema> versions(String subject) {
        return versions.getOrDefault(subject, List.of());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                    ? error(failure, failure, "Not now")
                    : answerTo(exchange);
            byte[] body = json.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answerTo(HttpExchange exchange) throws IOException {
        if (!LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return error(401, 401, "Unauthorized");
        }
        String path = exchange.getRequestURI().getPath();
        Matcher register = VERSIONS.matcher(path);
        Matcher config = CONFIG.matcher(path);
        String method = exchange.getRequestMethod();
        if (method.equals("POST") && register.matches()) {
            return register(
                    register.group(1),
                    json.readTree(exchange.getRequestBody()).path("schema").asText());
        }
        if (method.equals("GET") && config.matches()) {
            String level = levels.get(config.group(1));
            return level == null
                    ? error(404, 40408, "Subject does not have subject-level compatibility configured")
                    : new Answer(200, Map.of("compatibilityLevel", level));
        }
        if (method.equals("PUT") && config.matches()) {
            String level = json.readTree(exchange.getRequestBody())
                    .path("compatibility")
                    .asText();
            setLevel(config.group(1), level);
            return new Answer(200, Map.of("compatibility", level));
        }
        return error(404, 404, "HTTP 404 Not Found");
    }

    private Answer register(String subject, String text) {
        try {
            Schema schema = new Schema.Parser().parse(text);
            List<Schema> all = versions.computeIfAbsent(subject, name -> new CopyOnWriteArrayList<>());
            if (!all.contains(schema)) {
                if (!all.stream().allMatch(earlier -> allows(subject, earlier, schema))) {
                    return error(409, 409, "Schema being registered is incompatible with an earlier schema");
                }
                all.add(schema);
            }
            if (!ids.contains(schema)) {
                ids.add(schema);
            }
            return new Answer(200, Map.of("id", ids.indexOf(schema) + 1));
        } catch (SchemaParseException e) {
            return error(422, 42201, "Input schema is an invalid Avro schema");
        }
    }

    private boolean allows(String subject, Schema earlier, Schema later) {
        return switch (levels.getOrDefault(subject, "BACKWARD")) {
            case "NONE" -> true;
            case "FULL_TRANSITIVE" -> reads(later, earlier) && reads(earlier, later);
            default -> reads(later, earlier);
        };
    }

    private static boolean reads(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private static Answer error(int status, int code, String message) {
        return new Answer(status, Map.of("error_code", code, "message", message));
    }

    /** Subjects that have a version. */
    List<String> subjects() {
        return List.copyOf(versions.keySet());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
