package org.datawarp.author.describe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A model's checked answer about one dataset: in the requested form, about existing columns, in plain words of a
 * sensible length.
 *
 * @param dataset what one row is; empty when nothing usable was said
 * @param columns by name, without those about which nothing usable was said
 */
record Answer(String dataset, Map<String, String> columns) {

    private static final int LONGEST_DATASET = 600;
    private static final int LONGEST_COLUMN = 200;
    private static final int SHORTEST = 3;

    /** Descriptions are read by people and by agents: words only, no links, no markup, no code. */
    private static final Pattern NO_WORDS = Pattern.compile(
            "[<>{}`\\\\]|https?:|www\\.|javascript:|\\p{Cntrl}|[\\u200B-\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Answer {
        columns = Map.copyOf(columns);
    }

    /** The form, in the dialect of OpenAPI that Gemini accepts. */
    static JsonNode schemaForGemini() {
        ObjectNode schema = JSON.createObjectNode().put("type", "OBJECT");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("description").put("type", "STRING");
        ObjectNode column = properties.putObject("columns").put("type", "ARRAY").putObject("items");
        column.put("type", "OBJECT").putObject("properties");
        ((ObjectNode) column.get("properties")).putObject("name").put("type", "STRING");
        ((ObjectNode) column.get("properties")).putObject("description").put("type", "STRING");
        schema.putArray("required").add("description").add("columns");
        return schema;
    }

    /**
     * Reads {@code {"description": "...", "columns": [{"name": "...", "description": "..."}]}}.
     *
     * @param known the existing columns
     * @throws ModelException when it has another form
     */
    static Answer read(String text, Set<String> known) throws ModelException {
        JsonNode answer = parse(text);
        Set<String> keys = Set.of("description", "columns");
        boolean ofForm = answer.isObject()
                && answer.path("description").isTextual()
                && answer.path("columns").isArray()
                && answer.properties().stream().allMatch(entry -> keys.contains(entry.getKey()));
        if (!ofForm) {
            throw new ModelException("its answer is not of the form that was asked for");
        }
        Map<String, String> columns = new LinkedHashMap<>();
        for (JsonNode column : answer.path("columns")) {
            String name = column.path("name").asText();
            if (known.contains(name)) {
                words(column.path("description"), LONGEST_COLUMN).ifPresent(words -> columns.put(name, words));
            }
        }
        return new Answer(words(answer.path("description"), LONGEST_DATASET).orElse(""), columns);
    }

    private static JsonNode parse(String text) throws ModelException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ModelException("its answer is no JSON", e);
        }
    }

    private static Optional<String> words(JsonNode node, int longest) {
        String words = node.isTextual() ? node.asText().strip().replaceAll("[ \\t\\r\\n]+", " ") : "";
        boolean plain = words.length() >= SHORTEST
                && words.length() <= longest
                && !NO_WORDS.matcher(words).find();
        return plain ? Optional.of(words) : Optional.empty();
    }

    boolean isEmpty() {
        return dataset.isEmpty() && columns.isEmpty();
    }
}
